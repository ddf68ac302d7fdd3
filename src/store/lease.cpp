#include "store/lease.h"

#include <libpq-fe.h>

#include "store/postgres_values.h"
#include "store/sql.h"

namespace motcua::store {

namespace {

class AlwaysHeld final : public Lease {
 public:
  bool held() override { return true; }
};

struct Finish {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};

// A connection that breaks takes the lock with it, so the answer is the server's, never this object's memory.
class PostgresLease final : public Lease {
 public:
  explicit PostgresLease(std::string url) : url_(std::move(url)) {}

  bool held() override {
    if (is_held_ && answers(sql::answer)) return true;
    is_held_ = false;
    if (!is_connected() && !connect()) return false;
    is_held_ = answers(sql::try_lease);
    return is_held_;
  }

 private:
  bool is_connected() const { return connection_ && PQstatus(connection_.get()) == CONNECTION_OK; }

  bool connect() {
    const char* const keywords[] = {"application_name", "connect_timeout", "tcp_user_timeout", "dbname",
                                    nullptr};
    const char* const values[] = {"motcua jobs", "5", "10000", url_.c_str(), nullptr};
    connection_.reset(PQconnectdbParams(keywords, values, 1));
    return is_connected();
  }

  // Whether the statement's one value is 1.
  bool answers(const Query& query) {
    const PostgresResult result(PQexec(connection_.get(), std::string(query.postgres).c_str()));
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
      connection_.reset();
      return false;
    }
    return std::string_view(PQgetvalue(result.get(), 0, 0)) == "1";
  }

  const std::string url_;
  std::unique_ptr<PGconn, Finish> connection_;
  bool is_held_ = false;
};

}  // namespace

std::unique_ptr<Lease> make_lease(const Options& options) {
  if (options.database.empty()) return std::make_unique<AlwaysHeld>();
  return std::make_unique<PostgresLease>(options.database);
}

}  // namespace motcua::store
