#pragma once
#include <sys/types.h>

#include <string>

#include "store/testing/temporary_directory.h"

namespace motcua::store {

// A private PostgreSQL for this test program: unix socket only, no fsync, dies with the program even
// when that is killed. Uses the newest version installed.
class PostgresServer {
 public:
  // Started at the first call, stopped at the end of the program. The first call is the main thread's: the
  // server dies with the thread that started it.
  static PostgresServer& instance();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  std::string url(const std::string& database) const;
  // Empty, or a copy of another one that nobody is connected to.
  void create_database(const std::string& name, const std::string& copy_of = "template0");
  void drop_database(const std::string& name);

  // Breaks every connection at once, as a crash does, and comes back.
  void crash_and_restart();

 private:
  PostgresServer();
  void start();
  void stop(int signal);

  TemporaryDirectory directory_;
  std::string programs_;  // directory of initdb, postgres, createdb
  pid_t process_ = -1;
  pid_t owner_;
};

}  // namespace motcua::store
