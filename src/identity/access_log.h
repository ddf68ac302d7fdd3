#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/expected.h"
#include "identity/caller.h"
#include "store/store.h"

namespace motcua::identity {

// One look at private data of people (Law 91/2025/QH15): never changed or deleted, the store refuses both.
struct AccessRecord {
  Instant at{};
  Uuid official;
  std::optional<Uuid> post;     // in which the person looked
  std::optional<Uuid> dossier;  // none: a page of a list
  std::string reason;           // the act or route, and what the person said
};

struct AccessEntry {
  std::int64_t position = 0;
  AccessRecord record;
  std::string display_name;
};

void record_access(store::Writer& writer, const AccessRecord& record);
// The caller looked at a dossier of `unit`, in the post that allows it.
void record_access(store::Writer& writer, const Caller& caller, std::string_view permission,
                   std::string_view unit, std::optional<Uuid> dossier, std::string reason, Instant now);

// Newest first, those before `position`; of one dossier when given.
std::vector<AccessEntry> read_access(store::Reader& reader, std::optional<Uuid> dossier, std::int64_t before,
                                     int limit);

}  // namespace motcua::identity
