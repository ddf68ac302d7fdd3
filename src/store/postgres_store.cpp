#include "store/postgres_store.h"

#include <atomic>
#include <random>
#include <thread>

#include "store/commit_times.h"
#include "store/pool.h"
#include "store/postgres_connection.h"
#include "store/reconnecting.h"

namespace motcua::store {

namespace {

constexpr int attempts = 6;

// Two that met in a deadlock must not meet again: wait a random while, longer each time.
void wait_before_attempt(int attempt) {
  thread_local std::minstd_rand generator{std::random_device{}()};
  std::uniform_int_distribution<int> milliseconds(0, 10 << attempt);
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(generator)));
}

class PostgresStore final : public Store {
 public:
  explicit PostgresStore(const Options& options)
      : url_(options.database),
        limits_(options.limits),
        read_only_(options.read_only),
        writers_(options.writers, [this] { return connect(PostgresUse::write); }),
        readers_(options.readers, [this] { return connect(PostgresUse::read); }) {
    readers_.lend();  // an unreachable database is found now, not at the first question
  }

  Engine engine() const override { return Engine::postgres; }

  std::vector<std::pair<std::string, double>> figures() const override {
    Histogram::Figures all{{"store_commits", static_cast<double>(commits_)},
                           {"store_commands", static_cast<double>(commits_)},
                           {"store_batch_mean", commits_ > 0 ? 1 : 0},
                           {"store_queue_length", static_cast<double>(writers_.waiting())},
                           {"store_rollbacks", static_cast<double>(rollbacks_)},
                           {"store_replays", static_cast<double>(replays_)},
                           {"store_wal_pages", 0}};
    times_.append(all);
    return all;
  }

 protected:
  void write_erased(const std::function<bool(Writer&)>& command) override {
    CHECK(!read_only_);
    const Inside mark(Work::write);
    again_when_lost(writers_, [&](PostgresConnection& connection) { write_once(connection, command); });
  }

  void read_erased(const std::function<void(Reader&)>& query) override {
    const Inside mark(Work::read);
    again_when_lost(readers_, [&](PostgresConnection& connection) {
      SessionReader reader(connection);
      connection.begin();
      query(reader);
      connection.leave();  // nothing to keep
    });
  }

 private:
  using Connections = Pool<PostgresConnection>;

  std::unique_ptr<PostgresConnection> connect(PostgresUse use) {
    return reconnecting_.attempt([&] { return std::make_unique<PostgresConnection>(url_, use, limits_); });
  }

  void write_once(PostgresConnection& connection, const std::function<bool(Writer&)>& command) {
    connection.begin();
    SessionWriter writer(connection);
    if (!writer.obey(command)) {
      connection.rollback();
      ++rollbacks_;
      return;
    }
    times_.around(1, [&] { connection.commit(); });
    ++commits_;
  }

  // Runs the work on a lent connection, and again on another when nothing of it can have been stored.
  template <class F>
  void again_when_lost(Connections& pool, F&& work) {
    for (int attempt = 1;; ++attempt) {
      try {
        on_connection(pool, work);
        return;
      } catch (const TransactionLost&) {
        ++replays_;
        if (attempt == attempts) throw;
      }
      wait_before_attempt(attempt);
    }
  }

  template <class F>
  void on_connection(Connections& pool, F& work) {
    auto connection = pool.lend();
    try {
      work(*connection);
    } catch (...) {
      ++rollbacks_;
      connection->rollback();
      if (!connection->usable()) {
        connection.discard();
        pool.forget_idle();
      }
      throw;
    }
    if (!connection->usable()) connection.discard();
  }

  const std::string url_;
  const TimeLimits limits_;
  const bool read_only_;
  Reconnecting reconnecting_;
  CommitTimes times_;
  std::atomic<std::int64_t> commits_ = 0;
  std::atomic<std::int64_t> rollbacks_ = 0;
  std::atomic<std::int64_t> replays_ = 0;
  Connections writers_;
  Connections readers_;
};

}  // namespace

std::unique_ptr<Store> open_postgres(const Options& options) {
  return std::make_unique<PostgresStore>(options);
}

}  // namespace motcua::store
