#include "store/sqlite_inline.h"

namespace motcua::store {

void SqliteInline::write(const std::function<bool(Writer&)>& command) {
  SqliteJob job{&command};
  {
    const Inside mark(Work::write);
    // As on the writer's thread: when not even ROLLBACK succeeds the process ends.
    [&]() noexcept { batches_.run({&job}); }();
    batches_.keep_log_short(false);
  }
  if (job.error) std::rethrow_exception(job.error);
}

}  // namespace motcua::store
