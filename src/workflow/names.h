#pragma once
#include <map>

#include "dossier/dossier.h"
#include "identity/identity.h"
#include "store/store.h"

namespace motcua::workflow {

// Names of posts within one answer: each is asked for once.
class Names {
 public:
  explicit Names(store::Reader& reader) : reader_(reader) {}
  // Null when there is no such post (a dossier moved here from elsewhere).
  const identity::PostHolder* holder(const Uuid& post);
  std::string name(const Uuid& post);                                // "Lò Thị Hạnh"; "" when unknown
  std::string name(const dossier::Actor& actor, Language language);  // also "người nộp", "hệ thống"

 private:
  store::Reader& reader_;
  std::map<Uuid, std::optional<identity::PostHolder>> known_;
};

}  // namespace motcua::workflow
