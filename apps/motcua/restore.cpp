#include <filesystem>
#include <fstream>
#include <ostream>

#include "all_sql.h"
#include "motcua/backup.h"
#include "motcua/erasure_register.h"
#include "motcua/snapshot.h"
#include "store/directory_lock.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view filling = "filling\n", filled = "filled\n";

std::string choose(const fs::path& backup, const std::string& at) {
  const auto names = snapshots_in(backup);
  if (names.empty()) {
    throw std::runtime_error(fmt::format(
        "{} holds no complete snapshot: give the directory that motcua backup wrote", backup.string()));
  }
  if (at.empty()) return names.back();
  if (std::ranges::find(names, at) != names.end()) return at;
  std::string known;
  for (const auto& name : names) known += " " + name;
  throw std::runtime_error(
      fmt::format("there is no snapshot {} in {}; there are:{}", at, backup.string(), known));
}

std::string first_line(const std::string& file) {
  std::ifstream input(file);
  std::string line;
  std::getline(input, line);
  return line.empty() ? "" : line + "\n";
}

class Restore {
 public:
  Restore(const RestoreOptions& options, std::ostream& out)
      : options_(options),
        out_(out),
        target_(options.choice.data),
        root_(options.directory),
        snapshot_(root_ / "snapshots" / choose(root_, options.at)),
        manifest_(read_manifest((snapshot_ / "manifest.json").string())) {}

  int run(std::ostream& err) {
    require_whole(snapshot_, manifest_);
    require_known_migrations();
    if (!manifest_.keys && options_.key.empty()) {
      throw std::runtime_error(
          "this backup was made without keys: give the installation's key with --key FILE "
          "(keys/installation.key of the installation)");
    }
    require_free_database();
    const bool was_filled = prepare();
    {
      const store::DirectoryLock lock(target_.path());
      place_keys();
      place_erasures();
      if (manifest_.parts.contains(own_words_part))
        copy_private(snapshot_ / own_words_part, target_.own_words());
      place_files();
    }
    if (!was_filled) fill();
    finish_store();
    fs::remove(target_.restore_mark());
    sync_directory(target_.path());
    erase_again();
    out_ << fmt::format("{} is restored from {}, made {} by {}.\n", target_.path(), manifest_.snapshot,
                        format_iso(manifest_.made_at), manifest_.program);
    return app::verify(options_.choice, false, out_, err);
  }

 private:
  void require_known_migrations() const {
    for (const auto& name : manifest_.migrations) {
      const auto all = all_migrations();
      if (std::ranges::find(all, name, &store::Migration::name) != all.end()) continue;
      throw std::runtime_error(fmt::format(
          "a newer program ({}) made this backup: it has the migration {}. Restore with that program",
          manifest_.program, name));
    }
  }

  // Asked before anything is begun. What an earlier run left there is begun anew, or only has to be finished.
  void require_free_database() const {
    if (options_.choice.database.empty() || first_line(target_.restore_mark()) == filled) return;
    const auto store = open();
    if (!store::holds_whole_database(*store)) return;
    throw std::runtime_error(
        "the database of --database holds tables already, and a restore never overwrites: give the address "
        "of an "
        "empty one (createdb)");
  }

  // The draft of the mark alone: a restore broke off before it had put anything here.
  bool holds_anything() const {
    if (!fs::exists(target_.path())) return false;
    const std::string draft = draft_of(target_.restore_mark());
    const auto entries = fs::directory_iterator(target_.path());
    return std::any_of(begin(entries), end(entries),
                       [&](const fs::directory_entry& entry) { return entry.path() != draft; });
  }

  // True: an earlier run filled the store to the end and only has to be finished.
  bool prepare() {
    const fs::path data = target_.path();
    const std::string mark = first_line(target_.restore_mark());
    if (mark == filled) return true;
    if (mark.empty() && holds_anything()) {
      throw std::runtime_error(
          fmt::format("{0} is not empty, and a restore never overwrites. Stop the server if one runs there "
                      "and move it away "
                      "(mv {0} {0}.old); then run restore again with --erasures {0}.old/erasures, so that "
                      "persons erased since "
                      "the backup are erased again",
                      target_.path()));
    }
    if (!mark.empty()) empty_half_done();
    fs::create_directories(data);
    fs::permissions(data, fs::perms::owner_all);
    replace_private(target_.restore_mark(), filling);
    return false;
  }

  // Nothing lies here but what a restore that broke off had put here.
  void empty_half_done() {
    const store::DirectoryLock lock(target_.path());
    for (const auto& entry : fs::directory_iterator(target_.path())) {
      const std::string name = entry.path().filename().string();
      if (name != "motcua.lock" && entry.path() != target_.restore_mark()) fs::remove_all(entry.path());
    }
    out_ << "an earlier restore broke off here: beginning anew\n";
  }

  void place_keys() const {
    fs::create_directories(target_.keys());
    fs::permissions(target_.keys(), fs::perms::owner_all);
    if (!options_.key.empty()) {
      copy_private(options_.key, target_.key_file());
      return;
    }
    for (const auto& entry : fs::directory_iterator(snapshot_ / "keys"))
      copy_private(entry.path(), fs::path(target_.keys()) / entry.path().filename());
  }

  void place_erasures() const {
    std::map<Uuid, dossier::Erasure> all;
    if (!options_.erasures.empty() && !fs::exists(options_.erasures))
      throw std::runtime_error(fmt::format(
          "there is no {}: --erasures wants the file of the lost installation", options_.erasures));
    for (const auto& file : {(root_ / "erasures").string(), options_.erasures}) {
      for (const auto& each : read_erasures(file)) all.emplace(each.dossier, each);
    }
    std::string text;
    for (const auto& [id, each] : all) text += erasure_line(each);
    if (!text.empty()) replace_private(target_.erasures(), text);
  }

  void place_files() {
    SystemRandom random;
    const documents::BlobStore from((root_ / "files").string());
    documents::BlobStore to(target_.blobs());
    each_named_file((snapshot_ / "files.tsv").string(), [&](const NamedFile& file) {
      const auto sealed = from.sealed(file.blob);
      if (sealed) {
        to.keep(file.blob, *sealed, random);
        ++files_;
      } else if (std::ranges::find(manifest_.missing, file.blob.sha256) == manifest_.missing.end()) {
        out_ << fmt::format("file {} is missing or damaged in the backup\n", file.blob.sha256);
      }
    });
  }

  std::unique_ptr<store::Store> open() const {
    store::Options wanted;
    wanted.data_directory = target_.path();
    wanted.database = options_.choice.database;
    return store::open(wanted);
  }

  std::vector<store::Migration> migrations_then() const {
    auto all = all_migrations();
    std::erase_if(all, [&](const store::Migration& each) {
      return std::ranges::find(manifest_.migrations, each.name) == manifest_.migrations.end();
    });
    return all;
  }

  // The schema as it was, its rows, then what has been added to the schema since.
  void fill() {
    const auto store = open();
    if (store::is_unfinished_copy(*store) && store->engine() == store::Engine::postgres)
      store::drop_unfinished_copy(*store);
    target_.remember_database(options_.choice.database);
    store::begin_copy(*store, migrations_then());
    store::Filler filler(*store);
    store::read_dump((snapshot_ / "database.dump").string(),
                     {[&](const auto& table, const auto& columns) { filler.begin_table(table, columns); },
                      [&](store::Row&& row, ByteView) { filler.add(std::move(row)); }});
    filler.finish();
    compare(*store);
    store::begin_copy(*store, all_migrations());
    leave_out_numbers(*store);
    replace_private(target_.restore_mark(), filled);
  }

  void compare(store::Store& store) const {
    const auto digests = store.read([](store::Reader& reader) { return store::digests_of(reader); });
    for (const auto& [table, facts] : manifest_.tables) {
      const auto found = digests.find(table);
      if (found != digests.end() && found->second.hex() == facts.digest && found->second.rows() == facts.rows)
        continue;
      throw std::runtime_error(
          fmt::format("the table {} does not hold what the backup holds: the disk or the database is at "
                      "fault. Run restore "
                      "again, into another place",
                      table));
    }
  }

  // The lost installation may have given numbers after the backup, and they stand on people's receipts.
  void leave_out_numbers(store::Store& store) {
    const auto organisation = organisation::load_organisation();
    const Instant now = SystemClock().now();
    const LocalDate day = local_date(now, organisation.province().offset);
    std::set<std::string> series;
    for (const auto& unit : organisation.all()) {
      if (!unit.former() && !organisation.series_of(unit.code).empty())
        series.insert(organisation.dossier_prefix_of(unit.code));
    }
    store.write([&](store::Writer& writer) {
      identity::end_all_sessions(writer);
      for (const auto& name : series) {
        if (options_.skip_numbers > 0)
          dossier::skip_serials(writer, {name}, day, options_.skip_numbers, "restored " + manifest_.snapshot,
                                now);
      }
    });
    skipped_ = series.size();
  }

  void finish_store() {
    const auto store = open();
    if (store::is_unfinished_copy(*store)) store::end_copy(*store);
  }

  // The program does it whenever it starts; here, so that verify sees the outcome.
  void erase_again() {
    SystemClock clock;
    SystemRandom random;
    ProgramOptions wanted;
    wanted.data = target_.path();
    wanted.database = options_.choice.database;
    Program program(wanted, clock, random);
    out_ << fmt::format("{} dossiers, {} events, {} files; erased again: {}.\n",
                        manifest_.rows_of("dossier_dossier"), manifest_.rows_of("dossier_event"), files_,
                        program.parts().erased_again);
    if (skipped_ > 0 && options_.skip_numbers > 0) {
      out_ << fmt::format(
          "Today's numbers go on after a gap of {} in each of {} series, because the lost installation may "
          "have "
          "given some of them; from tomorrow they begin at 1 as ever.\n",
          options_.skip_numbers, skipped_);
    }
    out_ << "Everybody signs in anew; passwords and posts are those of the backup.\n";
  }

  const RestoreOptions& options_;
  std::ostream& out_;
  const DataDirectory target_;
  const fs::path root_;
  const fs::path snapshot_;
  const Manifest manifest_;
  std::int64_t files_ = 0;
  std::size_t skipped_ = 0;
};

}  // namespace

int restore(const RestoreOptions& options, std::ostream& out, std::ostream& err) {
  return Restore(options, out).run(err);
}

}  // namespace motcua::app
