#pragma once
#include <functional>
#include <mutex>
#include <string>

#include "store/sqlite_connection.h"

namespace motcua::store {

// A file that nobody uses yet and that is made anew when this breaks off: one transaction without savepoints,
// whose pages wait for no disk, from the first command to settle(). Commands and questions run on their
// callers' threads and share the one connection statement by statement: nothing keeps those that touch the
// same rows apart, so whoever fills gives them to one thread.
class SqliteFilling {
 public:
  explicit SqliteFilling(const std::string& file) : file_(file), connection_(file, SqliteMode::filler) {}

  // As Store::write, but durable only after settle(). A command that changed something and must be undone
  // takes everything with it: from then on all throw StoreFailed.
  void write(const std::function<bool(Writer&)>& command);
  void read(const std::function<void(Reader&)>& query);
  // Everything so far is on disk when it returns, in a file as the other ways of writing keep it. Throws
  // StoreFailed.
  void settle();

 private:
  class Turn;
  // Under mutex_.
  void begin();
  void lose();

  const std::string file_;
  std::mutex mutex_;  // over the connection, for one statement
  SqliteConnection connection_;
  bool lost_ = false;
};

}  // namespace motcua::store
