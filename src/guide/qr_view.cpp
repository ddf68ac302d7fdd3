#include "guide/qr_view.h"

#include <fmt/format.h>

#include "documents/documents.h"

namespace motcua::guide {

constexpr int quiet_zone = 4;  // modules of white around the code (ISO/IEC 18004)

http::View qr_view(std::string_view text) {
  const auto code = documents::qr_code(text);
  std::string modules;
  for (int row = 0; row < code.size; ++row) {
    for (int column = 0; column < code.size; ++column) {
      if (!code.is_dark(row, column)) continue;
      int end = column + 1;
      while (end < code.size && code.is_dark(row, end)) ++end;
      modules += fmt::format("M{} {}h{}v1h-{}z", column, row, end - column, end - column);
      column = end;
    }
  }
  const int side = code.size + 2 * quiet_zone;
  http::View view;
  view.set("box", fmt::format("{} {} {} {}", -quiet_zone, -quiet_zone, side, side));
  view.set("ground", fmt::format("M{} {}h{}v{}h-{}z", -quiet_zone, -quiet_zone, side, side, side));
  view.set("modules", std::move(modules));
  return view;
}

}  // namespace motcua::guide
