#pragma once
#include <array>
#include <memory>
#include <string_view>

#include "base/expected.h"
#include "catalogue/snapshot.h"
#include "catalogue/version.h"
#include "store/store.h"

namespace motcua::catalogue {

// What an import did. Counts are of procedures, `facts_for_person` of single facts.
struct ImportReport {
  int records = 0;
  int fresh = 0;           // first version of its source
  int changed = 0;         // the open version was closed and a new one opened
  int same = 0;            // says what the open version says: nothing written
  int beside_curated = 0;  // of the above, kept as information only: a curated version is in force
  int need_person = 0;
  int facts_for_person = 0;
  std::vector<std::string> changed_codes;
};

// Makes `versions` the open versions of `source` from `from` on. A version whose body is unchanged writes
// nothing; a changed one gets valid_to = `from` on the open version and opens the next number. Versions of
// the other source and codes that are not among `versions` stay as they are. All or nothing. Problems:
// catalogue.import_too_early when `from` lies before the day an open version to be changed began.
Expected<ImportReport> publish(store::Writer& writer, const std::vector<ProcedureVersion>& versions,
                               Source source, LocalDate from, Instant now);

// Reads a file of published records (record.h) and publishes it as imported from `from` on. A file with a
// fault changes nothing. Problems: those of read_records and publish.
Expected<ImportReport> import_records(store::Store& store, std::string_view file, LocalDate from,
                                      Instant now);

// Publishes what ships with the program, a code that has no curated version yet from the date in its file, a
// changed one from `today`. Called by `init` and `serve`.
ImportReport publish_shipped(store::Store& store, LocalDate today, Instant now);

// Everything in the store, for a Shelf; searched with `people`, or with the words that ship.
std::shared_ptr<const Catalogue> load_catalogue(store::Store& store,
                                                std::shared_ptr<const PeopleWords> people = nullptr);

// Changes with every import and nothing else: versions, closed ones, the last recorded.
using Mark = std::array<std::int64_t, 3>;
Mark mark_of(store::Store& store);

}  // namespace motcua::catalogue
