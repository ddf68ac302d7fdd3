#pragma once
#include <map>
#include <set>
#include <vector>

#include "dossier/dossier.h"
#include "motcua/demo_people.h"

namespace motcua::sim {

// A dossier as the people know it who were told of it, beside what the store said of it last.
struct Known {
  Uuid id;
  std::string code, secret;
  app::DemoPerson applicant;
  std::int64_t acknowledged = 0;          // the newest version that somebody was told of
  dossier::State state;                   // as last seen
  std::map<std::int64_t, Digest> hashes;  // of every version ever seen
  std::optional<dossier::Promise> promise;
  std::set<Uuid> keys;  // of requests that were made for it
};

// All that was acknowledged. What the store shows later must contain it.
class Ledger {
 public:
  Known& add(Known known);
  Known* find(const Uuid& id);
  std::vector<Known>& all() { return dossiers_; }
  const std::vector<Known>& all() const { return dossiers_; }

 private:
  std::vector<Known> dossiers_;
  std::map<Uuid, std::size_t> places_;
};

}  // namespace motcua::sim
