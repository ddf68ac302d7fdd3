#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"

namespace motcua::documents {

struct WorkbookColumn {
  std::string heading;
  double width = 10;  // in characters
};
// A text stays a text whatever it begins with: nothing a person typed becomes a formula. Times are local.
using WorkbookCell = std::variant<std::string, std::int64_t, double, LocalTime>;

// One sheet: lines above, a head that stays in sight and is printed on every page, rows.
struct Workbook {
  std::string sheet;               // name of the sheet, at most 31 characters
  std::vector<std::string> above;  // the first one is the title
  std::vector<WorkbookColumn> columns;
  std::vector<std::vector<WorkbookCell>> rows;  // as many cells as columns (CHECK)
  Instant created{};                            // in the file's properties: same workbook, same bytes
};

// As XLSX. Preconditions (CHECK): valid UTF-8, a cell of at most 32,767 characters. Nothing is left on disk.
// Throws std::runtime_error when the machine fails (no memory, no room for temporary files).
Bytes workbook_xlsx(const Workbook& book);

// As CSV (RFC 4180, UTF-8 with a byte order mark, so that office programs read the accents): the headings and
// the rows, nothing above. Times as "2026-11-20 09:42". A text that an office program would take for a
// formula gets an apostrophe before it.
std::string workbook_csv(const Workbook& book);

}  // namespace motcua::documents
