#pragma once
#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "base/check.h"
#include "base/expected.h"
#include "store/query.h"
#include "store/value.h"

namespace motcua::store {

enum class Engine { sqlite, postgres };

// A machine's failure: disk full, database gone, file damaged. Caught at http's boundary: 503 with an
// incident id.
class StoreFailed : public std::runtime_error {
 public:
  // What the person who asked should be told to do.
  enum class Cure {
    wait,        // nothing was stored; the machine has to come back
    free_space,  // nothing was stored; the disk is full
    repeat       // stored or not: the same request with the same key finds out
  };
  explicit StoreFailed(const std::string& what, Cure cure = Cure::wait)
      : std::runtime_error(what), cure_(cure) {}
  Cure cure() const { return cure_; }

 private:
  Cure cure_;
};
// Raised when a unique or foreign key refuses a write; the command was rolled back.
class ConstraintFailed : public StoreFailed {
 public:
  using StoreFailed::StoreFailed;
};
// Too many wait already; nothing was done. http answers 503 with Retry-After.
class StoreBusy : public StoreFailed {
 public:
  using StoreFailed::StoreFailed;
};

// What may be asked inside a transaction. Not shared between threads.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Rows run(const Query& query, std::initializer_list<Param> params = {}) = 0;
  // First row or nothing; CHECKs that there is at most one.
  std::optional<Row> one(const Query& query, std::initializer_list<Param> params = {});
};

// How many rows a statement sent by Writer::put must change.
enum class Expect { any, exactly_one };

class Writer : public Reader {
 public:
  // Changed rows.
  virtual std::int64_t execute(const Query& query, std::initializer_list<Param> params = {}) = 0;
  // A statement whose answer the command does not need. It takes effect in its place, at the latest with the
  // next run(), execute() or the commit, and what it fails with is thrown there: by a later statement or by
  // Store::write. SQLite runs it at once; PostgreSQL sends it along with those, so that many cost one round
  // trip. Another number of rows than expected is a ConstraintFailed. A command that wants to turn a refused
  // key into an answer of its own uses execute(). Views in `params` must live until put() returns.
  virtual void put(const Query& query, std::initializer_list<Param> params = {},
                   Expect expect = Expect::any) = 0;
  // The same for a statement of many rows, whose parameters are collected.
  virtual void put_all(const Query& query, std::span<const Param> params) = 0;
  // To be called before a row is locked that many wait for, by a name of that row: two transactions that take
  // such rows in different orders wait for each other. CHECKs that names never go down in one transaction.
  void lock_in_order(std::string name) {
    CHECK(name >= last_locked_);
    last_locked_ = std::move(name);
  }
  // For migrate(): runs the migration's statements, several at once, without keeping them prepared.
  virtual void script(const Migration& migration) = 0;

 private:
  std::string last_locked_;
};

class Store {
 public:
  virtual ~Store() = default;
  virtual Engine engine() const = 0;

  // Runs `command(Writer&)` in a transaction of its own and returns its answer when that is durable on disk.
  // SQLite: on the one writer thread, many commands to one commit, each undone alone. PostgreSQL: on a
  // pooled connection. The command may run more than once (replay after a failed batch, serialisation
  // failure): it must have no effect but through the Writer. An answer of type Expected that holds an error
  // rolls back; so does an exception, which is rethrown here. Throws StoreFailed when the machine fails.
  template <class F>
  std::invoke_result_t<F, Writer&> write(F&& command);

  // Runs `query(Reader&)` on a consistent snapshot, beside writers.
  template <class F>
  std::invoke_result_t<F, Reader&> read(F&& query);

  // After filling: everything so far is on disk when it returns. Elsewhere it always is, and nothing happens.
  virtual void settle() {}

  // Numbers for /metrics: name → value.
  virtual std::vector<std::pair<std::string, double>> figures() const { return {}; }

 protected:
  // true = commit, false = roll back.
  virtual void write_erased(const std::function<bool(Writer&)>& command) = 0;
  virtual void read_erased(const std::function<void(Reader&)>& query) = 0;
};

// PostgreSQL only: how long one thing may take before it is given up and what it held becomes free again.
struct TimeLimits {
  std::chrono::milliseconds statement{30'000};  // one statement (statement_timeout)
  std::chrono::milliseconds lock{10'000};       // waiting for a row another one holds (lock_timeout)
  std::chrono::milliseconds idle_in_transaction{60'000};  // a program that hangs between two statements
  std::chrono::seconds connect{5};                        // reaching the server and signing in
  std::chrono::seconds silence{30};  // a line on which nothing arrives though something is owed
};

struct Options {
  std::string data_directory;  // SQLite: DIR/motcua.sqlite, locked by one writing process
  std::string database = {};   // "postgres://…" chooses PostgreSQL
  bool read_only = false;      // beside a running server; SQLite: opens without the lock, never checkpoints
  int readers = 4;             // connections
  int writers = 8;             // PostgreSQL only: connections
  int queue = 4096;            // SQLite only: commands that may wait before StoreBusy
  TimeLimits limits = {};
  bool inline_writes = false;  // SQLite only: on the caller's thread, for the simulation's one history
  // SQLite only: to make an installation that is thrown away when that breaks off. Nothing is durable before
  // settle(), nothing can be undone, and nobody else may open the file meanwhile.
  bool filling = false;
};

// Opens an existing store or makes an empty one. Throws StoreFailed saying what to do: file locked by another
// process, database unreachable.
std::unique_ptr<Store> open(const Options& options);

// Brings the schema up to `migrations` (all of them, any order; applied by timestamp). Throws StoreFailed
// when an applied migration's checksum differs ("edited"), or the database knows a migration the program does
// not
// ("newer"). `migrate` with nothing to do changes nothing.
void migrate(Store& store, const std::vector<Migration>& migrations);
// Same tests, changes nothing; throws also when something is still to be applied.
void require_current(Store& store, const std::vector<Migration>& migrations);

template <class T>
inline constexpr bool is_expected = false;
template <class T, class E>
inline constexpr bool is_expected<Expected<T, E>> = true;

template <class F>
std::invoke_result_t<F, Writer&> Store::write(F&& command) {
  using Answer = std::invoke_result_t<F, Writer&>;
  if constexpr (std::is_void_v<Answer>) {
    write_erased([&](Writer& w) {
      command(w);
      return true;
    });
  } else {
    std::optional<Answer> answer;
    write_erased([&](Writer& w) {
      answer.emplace(command(w));
      if constexpr (is_expected<Answer>) return answer->has_value();
      return true;
    });
    return std::move(*answer);
  }
}

template <class F>
std::invoke_result_t<F, Reader&> Store::read(F&& query) {
  using Answer = std::invoke_result_t<F, Reader&>;
  if constexpr (std::is_void_v<Answer>) {
    read_erased([&](Reader& r) { query(r); });
  } else {
    std::optional<Answer> answer;
    read_erased([&](Reader& r) { answer.emplace(query(r)); });
    return std::move(*answer);
  }
}

}  // namespace motcua::store
