#include "base/check.h"

#include <fmt/format.h>

namespace motcua {

void check_failed(const char* condition, const char* file, int line) {
  throw CheckFailed(fmt::format("{}:{}: {} does not hold", file, line, condition));
}

}  // namespace motcua
