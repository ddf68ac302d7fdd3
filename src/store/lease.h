#pragma once
#include <memory>

#include "store/store.h"

namespace motcua::store {

// Of all processes that serve one database, the one that holds the lease does the background work.
class Lease {
 public:
  virtual ~Lease() = default;
  // Whether this process holds it now; takes it when nobody does. Asks the database each time, never throws:
  // without an answer nobody may believe to hold it. It is free again when its holder dies or loses its line.
  virtual bool held() = 0;
};

// SQLite: the process that wrote-locked the data directory is alone, so it always holds. PostgreSQL: an
// advisory lock on a connection of its own, which must reach the server itself or a pooler that keeps
// sessions.
std::unique_ptr<Lease> make_lease(const Options& options);

}  // namespace motcua::store
