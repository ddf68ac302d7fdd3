#include "store/sqlite_filling.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>

#include "store/sql.h"

namespace motcua::store {

namespace {

void sync(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const std::string why = std::strerror(errno);
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) throw StoreFailed(file + " cannot be saved: " + why + ". Look at the disk and begin anew.");
}

}  // namespace

void SqliteFilling::write(const std::function<bool(Writer&)>& command) {
  SessionWriter::Actions actions;
  {
    const Inside mark(Work::write);
    const std::lock_guard lock(mutex_);
    begin();
    const auto before = connection_.changes();
    SessionWriter writer(connection_);
    bool keep = false;
    try {
      keep = writer.obey(command);
    } catch (...) {
      if (connection_.changes() != before) lose();
      throw;
    }
    if (!keep && connection_.changes() != before) lose();
    if (keep) actions = writer.take_actions();
  }
  run_actions(actions);
}

void SqliteFilling::read(const std::function<void(Reader&)>& query) {
  const Inside mark(Work::read);
  const std::lock_guard lock(mutex_);
  begin();
  SessionReader reader(connection_);
  query(reader);
}

void SqliteFilling::begin() {
  if (lost_)
    throw StoreFailed(file_ +
                      " could not be filled: something before this failed. Remove it and begin anew.");
  if (!connection_.in_transaction()) connection_.perform(sql::begin_write);
}

void SqliteFilling::lose() {
  lost_ = true;
  if (connection_.in_transaction()) connection_.perform(sql::rollback);
}

void SqliteFilling::settle() {
  const std::lock_guard lock(mutex_);
  begin();
  connection_.perform(sql::commit);
  sync(file_);
  connection_.keep_as_writer();
  sync(file_);
}

}  // namespace motcua::store
