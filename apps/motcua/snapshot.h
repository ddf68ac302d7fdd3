#pragma once
// How a backup lies on disk:
//   DIR/snapshots/20261122T041500Z/manifest.json   what the snapshot holds, with the digest of each file
//                                  database.dump   every table, for either engine
//                                  files.tsv       the scans and results that the database names
//                                  keys/           the installation's keys, unless left out
//                                  synonyms.tsv    people's words of the installation, if it has any
//   DIR/files/aa/bb/…                              those scans and results, encrypted, shared by all
//   snapshots DIR/erasures                                   everybody erased up to the last backup
// A snapshot that is being made, or broke off, is called ….incomplete and is never restored.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "documents/blob_store.h"
#include "store/dump.h"

namespace motcua::app {

inline constexpr const char* own_words_part = "synonyms.tsv";

struct Manifest {
  std::string snapshot;  // its name
  std::string program;   // version
  std::string engine;    // that it was made from
  Instant made_at;
  std::vector<std::string> migrations;
  struct Rows {
    std::int64_t rows = 0;
    std::string digest;  // store::TableDigest
  };
  std::map<std::string, Rows> tables;
  std::map<std::string, std::string> parts;  // file in the snapshot → SHA-256
  std::int64_t files = 0;
  std::uint64_t file_bytes = 0;
  std::vector<std::string> missing;  // files that the database names and that were not there, or not whole
  bool keys = false;

  std::int64_t rows_of(const std::string& table) const;
};
std::string manifest_text(const Manifest& manifest);
// Throws std::runtime_error when it was altered or cut off.
Manifest read_manifest(const std::string& file);

// "20261122T041500Z"
std::string snapshot_name(Instant at);
// Complete ones, oldest first; those that broke off.
std::vector<std::string> snapshots_in(const std::filesystem::path& backup);
std::vector<std::string> incomplete_in(const std::filesystem::path& backup);

// One line of files.tsv: digest of the ciphertext, bytes, dossier.
struct NamedFile {
  documents::BlobRef blob;
  Uuid dossier;
};
std::string file_line(const NamedFile& file);
// Line by line. Throws std::runtime_error at a line that is none.
void each_named_file(const std::string& list, const std::function<void(const NamedFile&)>& take);

// Compares each part with its digest. Throws std::runtime_error naming the one that differs.
void require_whole(const std::filesystem::path& snapshot, const Manifest& manifest);

// Copies a file for its owner only, on disk when it returns.
void copy_private(const std::filesystem::path& from, const std::filesystem::path& to);
void sync_directory(const std::filesystem::path& directory);

}  // namespace motcua::app
