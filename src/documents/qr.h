#pragma once
#include <string_view>
#include <vector>

namespace motcua::documents {

// The dark and light modules of a QR code, row by row, without the quiet zone (leave 4 modules of white).
struct QrCode {
  int size = 0;  // modules a side
  std::vector<bool> dark;
  bool is_dark(int row, int column) const { return dark[static_cast<std::size_t>(row) * size + column]; }
};

// Error correction level M: readable with about 15 % of it worn off. Precondition (CHECK): 1 to 600 bytes.
QrCode qr_code(std::string_view text);

}  // namespace motcua::documents
