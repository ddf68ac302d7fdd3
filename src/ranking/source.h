#pragma once
#include <vector>

#include "dossier/dossier.h"
#include "store/store.h"

namespace motcua::ranking {

// The events with positions above `after` up to `upto` that can count, in order. Without what figures do not
// look at: keys, hashes, and payloads that say nothing they need.
std::vector<dossier::Event> events_between(store::Reader& reader, std::int64_t after, std::int64_t upto);
// The same of one dossier, those before `version`.
std::vector<dossier::Event> events_before(store::Reader& reader, const Uuid& dossier, std::int64_t version);

}  // namespace motcua::ranking
