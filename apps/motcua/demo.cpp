#include "motcua/demo.h"

namespace motcua::app {
void fill_demo(Program::Parts&, const Clock&, std::ostream&) {}
}  // namespace motcua::app
