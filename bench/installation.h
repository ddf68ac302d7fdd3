#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace motcua::bench {

// A counter officer who is signed in; the session outlives the server, since it stands in the store.
struct Clerk {
  std::string unit;     // code of the commune or ward
  std::string headers;  // cookie and CSRF token as header lines
};

// An installation in `data` without dossiers, with one signed-in counter officer for each commune and ward.
std::vector<Clerk> make_installation(const std::string& program, const std::string& data);

// One number of /metrics, 0 when it is not there.
double figure(std::uint16_t port, const std::string& name);

}  // namespace motcua::bench
