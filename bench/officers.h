#pragma once
#include <string>
#include <vector>

#include "bench/fill.h"

namespace motcua::bench {

struct Officer {
  std::string post;     // id
  std::string headers;  // cookie and CSRF token as header lines
};
// Those who bring a dossier through one commune.
struct Crew {
  std::string unit;
  Officer counter, solver, approver;
};

// The staff of every commune, each with a session of its own that is good from `now` on. The sessions are
// written as sign-in writes them; signing in itself costs a password hash each and is measured apart.
std::vector<Crew> sign_in_all(store::Store& store, Instant now);

// An account whose password is known, for measuring the sign-in. Returns the password.
std::string make_account(store::Store& store, const std::string& account, const std::string& unit,
                         Instant now);

}  // namespace motcua::bench
