#pragma once
#include <string>

#include "base/crypto.h"
#include "base/random.h"

namespace motcua::app {

// What lies in DIR: the SQLite file, blobs/ (scans and results, encrypted), keys/ (never inside a database
// backup), motcua.sock (commands to a running server), demo-accounts.txt of a demo.
class DataDirectory {
 public:
  explicit DataDirectory(std::string path) : path_(std::move(path)) {}
  const std::string& path() const { return path_; }
  std::string blobs() const { return path_ + "/blobs"; }
  std::string socket() const { return path_ + "/motcua.sock"; }
  std::string demo_accounts() const { return path_ + "/demo-accounts.txt"; }
  std::string key_file() const { return path_ + "/keys/installation.key"; }
  std::string database_file() const { return path_ + "/database"; }

  bool initialised() const;
  // Makes the directory and the installation's key, readable by its owner only. Throws std::runtime_error
  // when the directory holds an installation already, or cannot be written.
  void create(Random& random) const;
  // Throws std::runtime_error saying what to do when the key is missing or damaged.
  SecretKey key() const;
  // The --database that init was given: serve and verify then need not be told again. "" for SQLite.
  std::string database() const;
  void remember_database(const std::string& url) const;

 private:
  std::string path_;
};

}  // namespace motcua::app
