#pragma once
#include <cstddef>

namespace motcua::app {

// Raises the limit of open files to what the system allows this process, and says how many connections may
// be served below it so that the store and uploads never lack one. Ignores SIGPIPE and SIGXFSZ: both come
// back as errors of the call that caused them.
std::size_t prepare_for_connections(std::size_t wanted);

}  // namespace motcua::app
