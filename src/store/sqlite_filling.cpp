#include "store/sqlite_filling.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <thread>

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

// A statement takes microseconds, and to be woken after it takes longer: who waits looks again for a moment
// first.
std::unique_lock<std::mutex> soon(std::mutex& mutex) {
  constexpr int looks = 2'000;
  static const bool alone = std::thread::hardware_concurrency() < 2;
  std::unique_lock lock(mutex, std::try_to_lock);
  for (int i = 0; i < looks && !lock.owns_lock() && !alone; ++i) {
    std::this_thread::yield();
    lock.try_lock();
  }
  if (!lock.owns_lock()) lock.lock();
  return lock;
}

}  // namespace

// The connection as one command or question sees it.
class SqliteFilling::Turn final : public Session {
 public:
  explicit Turn(SqliteFilling& filling) : filling_(filling) {}

  Rows run(const Query& query, std::span<const Param> params) override {
    return alone([&] { return filling_.connection_.run(query, params); });
  }
  std::int64_t execute(const Query& query, std::span<const Param> params) override {
    return alone([&] { return filling_.connection_.execute(query, params); });
  }
  void script(const Migration& migration) override {
    alone([&] { filling_.connection_.script(migration); });
  }
  // What it changed must not stay.
  void undo() {
    const std::lock_guard lock(filling_.mutex_);
    if (changed_) filling_.lose();
  }

 private:
  template <class F>
  std::invoke_result_t<F> alone(F statement) {
    const auto lock = soon(filling_.mutex_);
    filling_.begin();
    const auto before = filling_.connection_.changes();
    try {
      if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
        statement();
        changed_ = changed_ || filling_.connection_.changes() != before;
      } else {
        auto answer = statement();
        changed_ = changed_ || filling_.connection_.changes() != before;
        return answer;
      }
    } catch (const TransactionLost&) {
      filling_.lose();
      throw;
    }
  }

  SqliteFilling& filling_;
  bool changed_ = false;
};

void SqliteFilling::write(const std::function<bool(Writer&)>& command) {
  const Inside mark(Work::write);
  Turn turn(*this);
  SessionWriter writer(turn);
  bool keep = false;
  try {
    keep = writer.obey(command);
  } catch (...) {
    turn.undo();
    throw;
  }
  if (!keep) turn.undo();
}

void SqliteFilling::read(const std::function<void(Reader&)>& query) {
  const Inside mark(Work::read);
  Turn turn(*this);
  SessionReader reader(turn);
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
