#include "motcua/backup.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <ostream>

#include "all_sql.h"
#include "motcua/erasure_register.h"
#include "motcua/snapshot.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

// One backup into a directory at a time.
class BackupLock {
 public:
  explicit BackupLock(const fs::path& directory)
      : file_(::open((directory / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    if (file_ >= 0) ::close(file_);
    throw std::runtime_error(
        fmt::format("{} cannot be locked: another backup into it runs now, or it may not be written",
                    directory.string()));
  }
  ~BackupLock() { ::close(file_); }
  BackupLock(const BackupLock&) = delete;
  BackupLock& operator=(const BackupLock&) = delete;

 private:
  int file_;
};

void make_private(const fs::path& directory) {
  std::error_code failed;
  if (fs::is_directory(directory, failed)) return;
  fs::create_directories(directory, failed);
  if (!failed) fs::permissions(directory, fs::perms::owner_all, failed);
  if (failed)
    throw std::runtime_error(fmt::format("cannot make {}: {}", directory.string(), failed.message()));
}

class Backup {
 public:
  Backup(const BackupOptions& options, const Clock& clock, Random& random)
      : options_(options),
        random_(random),
        source_(options.choice.data),
        root_(options.directory),
        dossiers_(dossier::Keys(source_.key()), random),
        blobs_(source_.blobs()) {
    store::Options wanted;
    wanted.data_directory = options.choice.data;
    wanted.database = options.choice.database.empty() ? source_.database() : options.choice.database;
    wanted.read_only = true;
    store_ = store::open(wanted);
    store::require_current(*store_, all_migrations());
    manifest_.made_at = clock.now();
    manifest_.program = program_version;
    manifest_.engine = store_->engine() == store::Engine::sqlite ? "sqlite" : "postgres";
  }

  int run(std::ostream& out) {
    make_private(root_);
    const BackupLock lock(root_);
    clear_away();
    make_private(root_ / "snapshots");
    make_private(root_ / "files");
    documents::BlobStore kept((root_ / "files").string());
    name_snapshot();
    try {
      write_snapshot(kept);
    } catch (...) {
      std::error_code ignored;
      fs::remove_all(work_, ignored);  // a full disk has room again
      throw;
    }
    const int dropped = drop_old(kept);
    report(out, dropped);
    return manifest_.missing.empty() ? 0 : 1;
  }

 private:
  // What a backup left that was killed.
  void clear_away() {
    for (const auto& name : incomplete_in(root_)) fs::remove_all(root_ / "snapshots" / name);
  }

  void name_snapshot() {
    const std::string stem = snapshot_name(manifest_.made_at);
    manifest_.snapshot = stem;
    for (int i = 1; fs::exists(root_ / "snapshots" / manifest_.snapshot); ++i)
      manifest_.snapshot = fmt::format("{}-{}", stem, i);
    work_ = root_ / "snapshots" / (manifest_.snapshot + ".incomplete");
    make_private(work_);
  }

  void write_snapshot(documents::BlobStore& kept) {
    const auto keys = keys_now();
    if (!options_.without_keys) copy_keys();
    copy_own_words();
    copy_database();
    if (keys_now() != keys)
      throw std::runtime_error("a key was made or changed meanwhile: run the backup again");
    copy_files(kept);
    write_erasures();
    replace_private((work_ / "manifest.json").string(), manifest_text(manifest_));
    sync_directory(work_);
    fs::rename(work_, root_ / "snapshots" / manifest_.snapshot);
    sync_directory(root_ / "snapshots");
  }

  // One snapshot of the store: the rows, and which files they name.
  void copy_database() {
    const fs::path dump = work_ / "database.dump", list = work_ / "files.tsv";
    store_->read([&](store::Reader& reader) {
      fs::remove(dump);  // of an attempt that lost its line
      manifest_.files = 0;
      manifest_.file_bytes = 0;
      facts_ = store::write_dump(reader, dump.string());
      std::string text;
      documents::each_file(reader, dossiers_, [&](const Uuid& dossier, const documents::FileFacts& file) {
        text += file_line({file.blob, dossier});
        ++manifest_.files;
        manifest_.file_bytes += file.blob.size;
      });
      replace_private(list.string(), text);
      std::int64_t after = 0;
      erased_ = dossier::erasures_after(reader, after, std::numeric_limits<int>::max());
    });
    manifest_.migrations = store::applied_migrations(*store_);
    for (const auto& [table, digest] : facts_.tables) manifest_.tables[table] = {digest.rows(), digest.hex()};
    manifest_.parts["database.dump"] = facts_.sha256;
    manifest_.parts["files.tsv"] = store::sha256_of_file(list.string());
  }

  void copy_files(documents::BlobStore& kept) {
    each_named_file((work_ / "files.tsv").string(), [&](const NamedFile& file) {
      if (kept.holds(file.blob)) return;
      const auto sealed = blobs_.sealed(file.blob);
      if (sealed) {
        kept.keep(file.blob, *sealed, random_);
        ++copied_;
        copied_bytes_ += file.blob.size;
      } else if (still_named(file)) {
        manifest_.missing.push_back(file.blob.sha256);
      } else {
        ++erased_meanwhile_;
      }
    });
  }

  bool still_named(const NamedFile& file) {
    return store_->read(
        [&](store::Reader& reader) { return dossiers_.key(reader, file.dossier).has_value(); });
  }

  // What lies in keys/, by name: also the signing key, which a restored installation needs for its next day.
  std::map<std::string, std::string> keys_now() const {
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::directory_iterator(source_.keys())) {
      if (entry.is_regular_file())
        found[entry.path().filename().string()] = store::sha256_of_file(entry.path().string());
    }
    return found;
  }

  void copy_keys() {
    make_private(work_ / "keys");
    for (const auto& entry : fs::directory_iterator(source_.keys())) {
      if (!entry.is_regular_file()) continue;
      const std::string name = entry.path().filename().string();
      copy_private(entry.path(), work_ / "keys" / name);
      manifest_.parts["keys/" + name] = store::sha256_of_file((work_ / "keys" / name).string());
      manifest_.keys = true;
    }
  }

  void copy_own_words() {
    if (!fs::exists(source_.own_words())) return;
    const fs::path copy = work_ / own_words_part;
    copy_private(source_.own_words(), copy);
    manifest_.parts[own_words_part] = store::sha256_of_file(copy.string());
  }

  // The newest register serves every snapshot: who was erased stays erased whichever is restored.
  void write_erasures() {
    std::map<Uuid, dossier::Erasure> all;
    const std::string mine = (root_ / "erasures").string();
    for (const auto& list : {read_erasures(mine), read_erasures(source_.erasures()), erased_}) {
      for (const auto& each : list) all.emplace(each.dossier, each);
    }
    std::string text;
    for (const auto& [id, each] : all) text += erasure_line(each);
    replace_private(mine, text);
  }

  // Old snapshots first lose their name, then themselves; then files that no snapshot names.
  int drop_old(documents::BlobStore& kept) {
    auto names = snapshots_in(root_);
    if (options_.keep <= 0 || names.size() <= static_cast<std::size_t>(options_.keep)) return 0;
    names.resize(names.size() - static_cast<std::size_t>(options_.keep));
    for (const auto& name : names) {
      const fs::path old = root_ / "snapshots" / name, gone = root_ / "snapshots" / (name + ".incomplete");
      fs::rename(old, gone);
      fs::remove_all(gone);
    }
    std::set<std::string> named;
    for (const auto& name : snapshots_in(root_)) {
      each_named_file((root_ / "snapshots" / name / "files.tsv").string(),
                      [&](const NamedFile& file) { named.insert(file.blob.sha256); });
    }
    for (const auto& stray : kept.strays([&](const std::string& hash) { return named.contains(hash); }))
      fs::remove(stray);
    return static_cast<int>(names.size());
  }

  void report(std::ostream& out, int dropped) const {
    const auto dossiers = manifest_.rows_of("dossier_dossier"), events = manifest_.rows_of("dossier_event");
    if (options_.json) {
      json::array missing;
      for (const auto& each : manifest_.missing) missing.emplace_back(each);
      out << pretty_json(json::object{{"snapshot", manifest_.snapshot},
                                      {"dossiers", dossiers},
                                      {"events", events},
                                      {"database_bytes", facts_.bytes},
                                      {"files", manifest_.files},
                                      {"files_copied", copied_},
                                      {"bytes_copied", copied_bytes_},
                                      {"erased_meanwhile", erased_meanwhile_},
                                      {"missing", missing},
                                      {"snapshots_dropped", dropped},
                                      {"keys", manifest_.keys}})
          << "\n";
      return;
    }
    for (const auto& each : manifest_.missing)
      out << fmt::format("file {} is missing or damaged: motcua verify says whose it is\n", each);
    out << fmt::format(
        "{}: {} dossiers, {} events, {} bytes of database; {} files, {} of them new ({} bytes)",
        manifest_.snapshot, dossiers, events, facts_.bytes, manifest_.files, copied_, copied_bytes_);
    if (erased_meanwhile_ > 0) out << fmt::format(", {} erased meanwhile", erased_meanwhile_);
    if (dropped > 0) out << fmt::format("; {} older snapshots removed", dropped);
    out << (manifest_.keys
                ? "\nThe keys are in it: whoever has this backup can read everything. Guard it like the "
                  "data.\n"
                : "\nThe keys are not in it: without a copy of keys/installation.key nobody can read it, you "
                  "neither.\n");
  }

  const BackupOptions& options_;
  Random& random_;
  const DataDirectory source_;
  const fs::path root_;
  const dossier::Dossiers dossiers_;
  const documents::BlobStore blobs_;
  std::unique_ptr<store::Store> store_;
  fs::path work_;
  Manifest manifest_;
  store::DumpFacts facts_;
  std::vector<dossier::Erasure> erased_;
  std::int64_t copied_ = 0, erased_meanwhile_ = 0;
  std::uint64_t copied_bytes_ = 0;
};

}  // namespace

int backup(const BackupOptions& options, std::ostream& out, std::ostream&) {
  SystemClock clock;
  SystemRandom random;
  return Backup(options, clock, random).run(out);
}

}  // namespace motcua::app
