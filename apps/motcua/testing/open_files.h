#pragma once
// For tests only.
#include <sys/resource.h>

#include <algorithm>

namespace motcua::app {

// Raises this program's own limit; false where the system does not allow so many.
inline bool may_open(rlim_t files) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= files) return true;
  limit.rlim_cur = std::min(files, limit.rlim_max);
  return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= files;
}

}  // namespace motcua::app
