#pragma once
#include <map>
#include <memory>
#include <string>

#include "base/json.h"
#include "motcua/parts.h"

namespace motcua::app {

// Somebody of the demo who acts: the caller that a session would give, and the post that others name.
struct DemoOfficial {
  std::shared_ptr<const identity::Caller> caller;
  std::string account;

  const identity::Post& post() const { return caller->posts().front(); }
  const std::string& name() const { return caller->official().display_name; }
};

// A department has no economy desk and no police of its own.
struct DemoStaff {
  std::string unit;  // code of the commune or department
  DemoOfficial counter, director, culture, economy, approver, police, police_chief;
};

struct DemoOfficials {
  std::vector<DemoStaff> communes;  // Mường Lạn and Pú Nhung first
  std::vector<DemoStaff> departments;
  DemoOfficial controller, adapter;
  std::string password;  // of all of them
};

// Makes the accounts of all communes and of the departments with these codes in one transaction. `people`
// gives the names, parts' own generator ids and password.
DemoOfficials make_officials(Program::Parts& parts, const std::vector<std::string>& departments,
                             Random& people);

// What the demo asks goes to the handlers of the router's own routes, as the gate would let it through.
class DemoOffice {
 public:
  explicit DemoOffice(Program::Parts& parts);

  struct Asked {
    http::Method method = http::Method::post;
    std::string pattern;  // "/api/dossiers/{id}/taking"
    std::string id = {};  // of the dossier
    std::string body = {};
    std::map<std::string, std::string> query = {};
  };
  // Throws std::runtime_error unless the answer is 2xx.
  json::value ask(const DemoOfficial& official, const Asked& asked);

 private:
  Program::Parts& parts_;
  std::map<std::pair<http::Method, std::string>, const http::Route*> routes_;
};

}  // namespace motcua::app
