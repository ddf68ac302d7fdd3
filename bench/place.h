#pragma once
#include <memory>
#include <string>

#include "dossier/dossier.h"
#include "settings.h"

namespace motcua::bench {

// A PostgreSQL of the bench's own, durable, its databases kept between runs.
class Database {
 public:
  explicit Database(const Settings& settings);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  std::string url(const std::string& name) const;
  bool has(const std::string& name) const;
  void create(const std::string& name, const std::string& copy_of = "template0");
  void drop(const std::string& name);
  double cpu_seconds() const;  // of the server and all its connections
  std::string pgbench() const;
  static std::vector<std::string> settings_in_force();

 private:
  struct Server;
  std::unique_ptr<Server> server_;
};

// An installation to be measured.
struct Place {
  std::string data;      // directory
  std::string database;  // postgres://…, "" for SQLite

  store::Options options() const;
  dossier::Keys keys() const;
};

// The installation with so many dossiers, made when it is not there yet or of another schema. Small ones are
// copied, so that each run begins from the same; a large one is worked in, since what a run adds is little
// beside what it holds.
Place place_of(const Settings& settings, Database* database, store::Engine engine, std::size_t size);

}  // namespace motcua::bench
