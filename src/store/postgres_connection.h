#pragma once
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

class PostgresConnection final : public Session {
 public:
  // Throws StoreFailed saying what to do when the server cannot be reached.
  PostgresConnection(const std::string& url, PostgresUse use);

  Rows run(const Query& query, std::span<const Param> params) override;
  std::int64_t execute(const Query& query, std::span<const Param> params) override;
  void script(const Migration& migration) override;

  void begin();
  // Throws CommitUnknown when the connection breaks meanwhile.
  void commit();
  // Never throws; afterwards usable() tells whether the connection may be lent again.
  void rollback() noexcept;
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
    std::string text;
    std::string name;  // on the server
  };
  const std::string& prepared(const Query& query);
  Result ask(const Query& query, std::span<const Param> params);
  Result simple(std::string_view text, std::string_view what);
  // Returns the result when it is a success, else throws what kind of failure it is.
  Result checked(Result result, std::string_view what);

  const PostgresUse use_;
  std::unique_ptr<pg_conn, Finish> connection_;
  std::map<std::string, Prepared, std::less<>> prepared_;  // by the query's name
  int next_name_ = 0;
  bool broken_ = false;  // for good
};

}  // namespace motcua::store
