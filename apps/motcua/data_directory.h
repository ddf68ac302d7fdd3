#pragma once
#include <string>

#include "base/crypto.h"
#include "base/random.h"

namespace motcua::app {

// What lies in DIR: the SQLite file, blobs/ (scans and results, encrypted), keys/ (never inside a database
// backup), motcua.sock (commands to a running server), erasures (who was erased, see erasure_register.h),
// database (where PostgreSQL is, when it is not SQLite), demo-accounts.txt of a demo.
class DataDirectory {
 public:
  explicit DataDirectory(std::string path) : path_(std::move(path)) {}
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
  // There while a restore fills the directory or after it broke off.
  std::string restore_mark() const { return path_ + "/restore-unfinished"; }

  bool initialised() const;
  // Makes the directory and the installation's key, readable by its owner only. Throws std::runtime_error
  // when the directory holds an installation already, or cannot be written.
  void create(Random& random) const;
  // Throws std::runtime_error saying what to do when the key is missing, damaged or open to others, or a
  // restore or a change of keys has not come to its end.
  SecretKey key() const;
  // The --database that init was given: serve and verify then need not be told again. "" for SQLite.
  std::string database() const;
  // Replaces what was remembered, whole or not at all.
  void remember_database(const std::string& url) const;

 private:
  std::string path_;
};

// A key in a file that only its owner may read. Throws std::runtime_error saying what to do when it is
// missing, damaged or open to others.
SecretKey read_key(const std::string& path);

// A file for its owner only, whole or not at all, on disk when it returns. Throws std::runtime_error.
void replace_private(const std::string& path, std::string_view content);

}  // namespace motcua::app
