#pragma once
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "store/session.h"

struct pg_conn;  // libpq's PGconn and PGresult; its header stays in the .cpp
struct pg_result;

namespace motcua::store {

// The answer to COMMIT never came: the transaction may be stored or not. The caller asks again with the same
// idempotency key.
class CommitUnknown : public StoreFailed {
 public:
  using StoreFailed::StoreFailed;
};

enum class PostgresUse { write, read };

// A connection in pipeline mode: statements are sent in order and their answers read when one is needed, so
// BEGIN travels with the first statement, and what put() sends with the next question or with COMMIT.
class PostgresConnection final : public Session {
 public:
  // Throws StoreFailed saying what to do when the server cannot be reached.
  PostgresConnection(const std::string& url, PostgresUse use, const TimeLimits& limits = {});

  Rows run(const Query& query, std::span<const Param> params) override;
  std::int64_t execute(const Query& query, std::span<const Param> params) override;
  void put(const Query& query, std::span<const Param> params, Expect expect) override;
  void script(const Migration& migration) override;

  // Throws TransactionLost when the line broke while nobody used it.
  void begin();
  // Throws what a statement sent by put() failed with; CommitUnknown when the connection breaks meanwhile.
  void commit();
  // Never throws; afterwards usable() tells whether the connection may be lent again.
  void rollback() noexcept;
  // Ends a transaction that only read, without waiting for the answer.
  void leave();
  bool usable() const;

  // Prepares without running. Empty, or which column has a type that rows cannot hold. For tests.
  std::string unreadable_column(const Query& query);

 private:
  struct Finish {
    void operator()(pg_conn* connection) const;
  };
  struct Clear {
    void operator()(pg_result* result) const;
  };
  using Result = std::unique_ptr<pg_result, Clear>;
  struct Prepared {
    std::string_view query;  // its name: the key in the map
    std::string text;
    std::string name;       // on the server
    bool is_there = false;  // sent, and not known to have failed
  };
  using Statements = std::map<std::string, Prepared, std::less<>>;  // by the query's name
  // What was sent and not answered yet.
  struct Awaited {
    enum class Kind { prepare, statement, sync };
    Kind kind;
    Prepared* statement = nullptr;
    Expect expect = Expect::any;
  };

  Prepared& prepared(const Query& query, Expect expect);
  void send(const Query& query, std::span<const Param> params, Expect expect = Expect::any);
  void send_begin();
  void sync();
  Result ask(const Query& query, std::span<const Param> params);
  Result settle();
  Result read_answer(const Awaited& awaited, std::exception_ptr& failure);
  std::exception_ptr failure_of(const pg_result* result, std::string_view what, Expect expect);
  void require_sent(int accepted);
  void find_out_whether_line_is_alive();

  const PostgresUse use_;
  std::unique_ptr<pg_conn, Finish> connection_;
  std::array<Statements, 2> prepared_;  // by what is expected of them
  std::deque<Awaited> awaited_;
  int next_name_ = 0;
  bool is_to_begin_ = false;    // BEGIN goes with the first statement
  bool broken_ = false;         // for good
  bool surely_undone_ = false;  // the server itself ended the transaction before it came to COMMIT
};

}  // namespace motcua::store
