#pragma once
#include <exception>
#include <functional>
#include <span>
#include <vector>

#include "store/store.h"

namespace motcua::store {

// The whole transaction is gone, not only this statement: SQLite rolled it back by itself (disk full),
// PostgreSQL chose it as the victim of a conflict, or the connection broke before COMMIT. Nothing of it is
// stored, so the command may be run again.
class TransactionLost : public StoreFailed {
 public:
  using StoreFailed::StoreFailed;
};

// To be thrown when put() changed another number of rows than it had to.
ConstraintFailed unexpected_rows(std::string_view query);

// One connection of either engine, used by one thread at a time. What differs between the engines ends here.
class Session {
 public:
  virtual ~Session() = default;
  virtual Rows run(const Query& query, std::span<const Param> params) = 0;
  virtual std::int64_t execute(const Query& query, std::span<const Param> params) = 0;
  // Writer::put. Where nothing is gained by waiting, it runs at once.
  virtual void put(const Query& query, std::span<const Param> params, Expect expect);
  virtual void script(const Migration& migration) = 0;

  // A statement without parameters or answer: BEGIN, COMMIT.
  void perform(const Query& query) { execute(query, {}); }
};

class SessionReader final : public Reader {
 public:
  explicit SessionReader(Session& session) : session_(session) {}
  Rows run(const Query& query, std::initializer_list<Param> params) override;

 private:
  Session& session_;
};

// What a command sees. After the first failed statement every further one fails the same way, because
// PostgreSQL has given up the transaction then and SQLite may have: a command that swallows the error cannot
// commit half.
class SessionWriter final : public Writer {
 public:
  explicit SessionWriter(Session& session) : session_(session) {}
  Rows run(const Query& query, std::initializer_list<Param> params) override;
  std::int64_t execute(const Query& query, std::initializer_list<Param> params) override;
  void put(const Query& query, std::initializer_list<Param> params, Expect expect) override;
  void put_all(const Query& query, std::span<const Param> params) override;
  void script(const Migration& migration) override;

  // Runs the command; true when it wants to commit. Throws what it threw, or the failure it swallowed; when
  // the transaction was lost always TransactionLost, whatever the command made of it.
  bool obey(const std::function<bool(Writer&)>& command);

 private:
  template <class F>
  std::invoke_result_t<F> guarded(F&& statement);
  void throw_if_lost() const;

  Session& session_;
  std::exception_ptr failure_;
  bool lost_ = false;
};

enum class Work { read, write };

// Marks the thread while it reads or writes. CHECKs that it did not already: a write inside a write would
// wait for itself, a read inside a read could wait for a connection its own thread holds.
class Inside {
 public:
  explicit Inside(Work work);
  ~Inside();
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  static bool already(Work work);

 private:
  Work work_;
};

}  // namespace motcua::store
