#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

#include "store/testing/temporary_directory.h"

namespace motcua::store {

// A private PostgreSQL for this program: unix socket only, dies with the program even when that is killed.
// Uses the newest version installed.
class PostgresServer {
 public:
  // For tests: without fsync, in a temporary directory. Started at the first call, stopped at the end of the
  // program. The first call is the main thread's: the server dies with the thread that started it.
  static PostgresServer& instance();
  // One of its own in `directory`, to be measured, filled up or spoilt: made there if need be, and there to
  // stay. `settings` as "name=value"; durable unless they say otherwise.
  explicit PostgresServer(const std::string& directory, std::vector<std::string> settings = {},
                          bool checksums = false);
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  std::string url(const std::string& database) const;
  pid_t process() const { return process_; }
  const std::string& programs() const { return programs_; }  // directory of initdb, postgres, createdb
  // Empty, or a copy of another one that nobody is connected to.
  void create_database(const std::string& name, const std::string& copy_of = "template0");
  void drop_database(const std::string& name);

  // Breaks every connection at once, as a crash does, and comes back.
  void crash_and_restart();
  void halt();  // at once, as when its machine is lost
  void resume();
  const std::string& directory() const { return directory_; }

 private:
  void make_data(bool checksums);
  void start();
  void stop(int signal);

  const std::string directory_, programs_;  // its own; and that of initdb, postgres, createdb
  const std::vector<std::string> settings_;
  pid_t process_ = -1;
  pid_t owner_;
};

}  // namespace motcua::store
