#pragma once
#include <string>

#include "base/crypto.h"
#include "base/random.h"

namespace motcua::app {

// What lies in DIR: the SQLite file, blobs/ (scans and results, encrypted), keys/ (never inside a database
// backup), motcua.sock (commands to a running server), erasures (who was erased, see erasure_register.h),
// synonyms.tsv (people's words of this installation, see own_words.h),
// database (where PostgreSQL is, when it is not SQLite), demo-accounts.txt of a demo.
class DataDirectory {
 public:
  // What it is opened for: to be made by init, or to be used, which refuses what is not whole.
  enum class For { use, making };
  explicit DataDirectory(std::string path, For purpose = For::use)
      : path_(std::move(path)), purpose_(purpose) {}
  const std::string& path() const { return path_; }
  std::string blobs() const { return path_ + "/blobs"; }
  std::string socket() const { return path_ + "/motcua.sock"; }
  std::string demo_accounts() const { return path_ + "/demo-accounts.txt"; }
  std::string key_file() const { return path_ + "/keys/installation.key"; }
  std::string database_file() const { return path_ + "/database"; }

  // There while the installation's key is being changed, or after that broke off.
  std::string next_key_file() const { return path_ + "/keys/installation.key.next"; }
  std::string keys() const { return path_ + "/keys"; }
  std::string erasures() const { return path_ + "/erasures"; }
  // What people say here, beside what ships; there once `motcua import synonyms` has put it.
  std::string own_words() const { return path_ + "/synonyms.tsv"; }
  // There while init fills the directory or after it broke off.
  std::string init_mark() const { return path_ + "/init-unfinished"; }
  // There while a restore fills the directory or after it broke off.
  std::string restore_mark() const { return path_ + "/restore-unfinished"; }

  bool initialised() const;
  // Makes the directory and the installation's key, readable by its owner only, and for making also the mark
  // that nobody may use it yet. Throws std::runtime_error when the directory holds an installation already,
  // whole or not, or cannot be written.
  void create(Random& random) const;
  // It is made: the mark goes, and is gone on disk when it returns. Throws std::runtime_error.
  void finish() const;
  // Throws std::runtime_error saying what to do when the key is missing, damaged or open to others, or an
  // init, a restore or a change of keys has not come to its end.
  SecretKey key() const;
  // The --database that init was given: serve and verify then need not be told again. "" for SQLite.
  std::string database() const;
  // Replaces what was remembered, whole or not at all.
  void remember_database(const std::string& url) const;

 private:
  void refuse_unfinished() const;
  std::string path_;
  For purpose_;
};

// A key in a file that only its owner may read. Throws std::runtime_error saying what to do when it is
// missing, damaged or open to others.
SecretKey read_key(const std::string& path);

// A file for its owner only, whole or not at all, on disk when it returns. Throws std::runtime_error.
void replace_private(const std::string& path, std::string_view content);
// Where replace_private() writes before it renames; left over when that is killed.
std::string draft_of(const std::string& path);

}  // namespace motcua::app
