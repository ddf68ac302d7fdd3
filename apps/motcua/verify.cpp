#include <ostream>

#include "all_sql.h"
#include "motcua/commands.h"
#include "motcua/parts.h"
#include "store/damage.h"

namespace motcua::app {
namespace {

struct Whole {
  dossier::VerifyReport dossiers;
  documents::FilesReport files;
};

store::Options reading(const StoreChoice& choice, const DataDirectory& directory) {
  store::Options options;
  options.data_directory = choice.data;
  options.database = choice.database.empty() ? directory.database() : choice.database;
  options.read_only = true;
  options.limits.statement = {};  // a large table is read to its end
  return options;
}

// What cannot be read is a fault like any other, and what lies beside it is still looked at.
Whole look_at_everything(store::Store& store, const SecretKey& key, const std::string& blob_directory) {
  const dossier::Keys keys(key);
  Whole whole;
  auto& faults = whole.dossiers.faults;
  std::vector<dossier::Fault> damaged;
  for (const auto& damage : store::find_damage(store)) {
    damaged.push_back(
        {"database_is_whole", "",
         damage.table.empty() ? damage.detail : fmt::format("table {}: {}", damage.table, damage.detail)});
  }
  try {
    store::require_current(store, all_migrations());
  } catch (const store::StoreFailed&) {
    if (damaged.empty()) throw;  // another program's database
  }
  whole.dossiers = dossier::verify(store, keys);
  faults.insert(faults.begin(), damaged.begin(), damaged.end());
  const auto organisation = organisation::load_organisation();
  const workflow::Timetables timetables(organisation, calendar::shipped_calendar());
  const ranking::Counting counting{organisation, timetables};
  const auto look = [&](const char* invariant, auto find_wrong) {
    try {
      for (auto& wrong : store.read(find_wrong)) faults.push_back({invariant, "", std::move(wrong)});
    } catch (const std::exception& failed) {
      faults.push_back({invariant, "", failed.what()});
    }
  };
  look("tallies_equal_recount", [](store::Reader& reader) { return workflow::wrong_tallies(reader); });
  look("figures_equal_recount",
       [&](store::Reader& reader) { return ranking::wrong_figures(reader, counting); });
  look("closed_days_equal_recount",
       [&](store::Reader& reader) { return ranking::wrong_days(reader, counting.offset()); });
  look("clocks_equal_state", [](store::Reader& reader) { return workflow::wrong_clocks(reader); });
  look("opinions_open",
       [&](store::Reader& reader) { return feedback::opinions_that_do_not_open(reader, key); });
  try {
    SystemRandom random;
    const dossier::Dossiers dossiers(keys, random);
    documents::BlobStore blobs(blob_directory);
    const documents::Scans scans(store, dossiers, blobs, random);
    whole.files = documents::verify_files(store, scans, blobs);
    faults.insert(faults.end(), whole.files.faults.begin(), whole.files.faults.end());
  } catch (const std::exception& failed) {
    faults.push_back({"files_are_whole", "", failed.what()});
  }
  return whole;
}

json::object report_json(const Whole& whole) {
  json::array faults;
  for (const auto& fault : whole.dossiers.faults) {
    faults.push_back(
        json::object{{"invariant", fault.invariant}, {"dossier", fault.dossier}, {"detail", fault.detail}});
  }
  return {{"dossiers", whole.dossiers.dossiers},      {"events", whole.dossiers.events},
          {"erased", whole.dossiers.erased},          {"files", whole.files.files},
          {"stray_files", whole.files.strays.size()}, {"faults", faults}};
}

void report_text(const Whole& whole, std::ostream& out) {
  const auto& [dossiers, files] = whole;
  for (const auto& fault : dossiers.faults)
    out << fmt::format("{}: {}: {}\n", fault.invariant, fault.dossier, fault.detail);
  out << fmt::format(
      "{} dossiers, {} events, {} erased, {} files{}: {}\n", dossiers.dossiers, dossiers.events,
      dossiers.erased, files.files,
      files.strays.empty() ? "" : fmt::format(" and {} that no event names", files.strays.size()),
      dossiers.faults.empty() ? "all invariants hold" : fmt::format("{} faults", dossiers.faults.size()));
  if (!dossiers.faults.empty())
    out << "Stop the server, keep this directory as it is, and restore the newest backup that verifies.\n";
}

}  // namespace

int verify(const StoreChoice& choice, bool json, std::ostream& out, std::ostream&) {
  const DataDirectory directory(choice.data);
  const SecretKey key = directory.key();
  const auto store = store::open(reading(choice, directory));
  const Whole whole = look_at_everything(*store, key, directory.blobs());
  if (json) {
    out << pretty_json(report_json(whole)) << "\n";
  } else {
    report_text(whole, out);
  }
  return whole.dossiers.faults.empty() ? 0 : 1;
}

}  // namespace motcua::app
