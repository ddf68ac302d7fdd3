#include "motcua/open_files.h"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>

namespace motcua::app {
namespace {
// Database connections and their logs, files being uploaded, the log, sockets of commands.
constexpr rlim_t for_other_things = 192;
}  // namespace

std::size_t prepare_for_connections(std::size_t wanted) {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  const rlim_t needed = wanted + for_other_things;
  if (limit.rlim_cur < needed) {
    const rlimit raised{std::min(needed, limit.rlim_max), limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  if (limit.rlim_cur >= needed) return wanted;
  return static_cast<std::size_t>(limit.rlim_cur > 2 * for_other_things ? limit.rlim_cur - for_other_things
                                                                        : limit.rlim_cur / 2);
}

}  // namespace motcua::app
