#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dossier/dossier.h"
#include "organisation/organisation.h"
#include "ranking/course.h"
#include "ranking/open_table.h"
#include "ranking/views.h"

// What is published: a set of files that anyone may copy, check and count again.
//   index.json                 what is here, from which day to which, whether the data are synthetic
//   README.txt                 how to check it; recount.py counts the places again
//   dictionary.csv, .json      what each column means, in Vietnamese and English
//   units.csv, .json           codes and names
//   inputs.csv, .json          how many dossiers of a channel had which outcome at a unit on a day, complete
//   figures.csv, .json         the same, added up by month
//   since.csv, .json           as inputs, of what came after the last closed day: not signed yet
//   sectors, procedures, reasons   finer tables of whole months, small cells hidden (suppress.h)
//   days/2025-07-01.json       one for each closed day: event hashes, root, its share of the inputs,
//   signature
namespace motcua::ranking {

// The rows of dossier::DayCounts as ranking inputs: {unit, day, channel, outcome} → count.
std::vector<std::string> input_key(const RankingInput& input);
// In order of unit, day, channel, outcome. Nothing when a row is none.
std::optional<std::vector<RankingInput>> inputs_of(const dossier::DayCounts& counts);

// What one event of a dossier adds to the ranking inputs: the flows of course.h.
void add_inputs(const Course& course, const Effect& effect, dossier::DayCounts& counts);
// The same of all events of a dossier, for closing days.
dossier::CountDossier counts_inputs(UtcOffset offset);
// The first row in which what a day says and what its events give differ, in words; "" when they are the
// same.
std::string difference(const dossier::DayCounts& said, const dossier::DayCounts& given);

// The invariant closed_days_equal_recount: each closed day that is kept is whole, signed, follows the one
// before and says what its events give. One sentence for each day that does not, at most 100. Scans
// everything.
std::vector<std::string> wrong_days(store::Reader& reader, UtcOffset offset);

OpenTable inputs_table(const std::string& name, const std::vector<RankingInput>& inputs);
// By unit and month, with the place among communes and wards; a former unit counts for its successor there.
OpenTable figures_table(const organisation::Organisation& organisation,
                        const std::vector<RankingInput>& inputs);
OpenTable units_table(const organisation::Organisation& organisation);
OpenTable dictionary_table();

struct PublishedIndex {
  std::string installation;  // code of the province
  std::string name;          // "Tỉnh Điện Biên"
  bool synthetic = false;
  std::optional<LocalDate> first_day, last_day;  // closed days; none: not one is closed yet
  std::vector<std::string> tables;
};
std::string index_text(const PublishedIndex& index);

// Path → content of everything but days/ and the finer tables.
struct PublishedTables {
  PublishedIndex index;
  std::map<std::string, std::string> files;
};
// `counts`: of all closed days together; `since`: of the events after them; `finer`: tables already
// suppressed.
PublishedTables published_tables(PublishedIndex index, const organisation::Organisation& organisation,
                                 const dossier::DayCounts& counts, const dossier::DayCounts& since,
                                 const std::vector<OpenTable>& finer);

// Names of the tables, in the order in which they are offered.
const std::vector<std::string>& open_tables();
std::string day_path(LocalDate day);  // "days/2025-07-01.json"

// ---- Checking

// The content of a published file; nothing when it is not there.
using ReadPublished = std::function<std::optional<std::string>(const std::string& path)>;

struct PublishedFault {
  std::string
      invariant;  // "files_are_whole", "signature_holds", "root_holds", "days_follow", "key_is_vouched",
                  // "days_add_up", "figures_follow", "events_give_root", "events_give_inputs"
  std::string file;
  std::string detail;
};
struct PublishedReport {
  std::int64_t days = 0, events = 0;
  std::optional<LocalDate> first_day, last_day;
  std::optional<PublicKey> key;         // that signed the last day
  std::optional<PublishedFault> fault;  // the first thing that does not hold
};

// Looks at every day in order, then at the tables. With `events` (what the store's events give) also that the
// days say the same. `trusted` as in dossier::fault_in.
PublishedReport check_published(const ReadPublished& read, const organisation::Organisation& organisation,
                                const std::optional<PublicKey>& trusted, const dossier::Recounts* events);

}  // namespace motcua::ranking
