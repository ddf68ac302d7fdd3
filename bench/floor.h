#pragma once
#include <memory>
#include <string>
#include <vector>

namespace motcua::bench {

// The rows that the program wrote for one dossier, as SQLite holds them, each with the statement that writes
// it.
struct Cell {
  enum class Kind { null, integer, text, blob };
  Kind kind = Kind::null;
  long long integer = 0;
  std::string bytes;
};
struct FloorRow {
  std::size_t statement = 0;
  std::vector<Cell> cells;
};
struct FloorFiling {
  std::string series, day;  // of its serial number
  std::vector<FloorRow> rows;
};

// All dossiers of an installation in the order in which they were filed. No server may run on it.
std::vector<FloorFiling> filings_in(const std::string& data);

struct Floor {
  double per_second = 0;
  double cpu_seconds = 0;  // for one filing
  double statements = 0;   // mean for one filing
  double bytes = 0;        // mean for one filing, in columns
};

// Writes the same rows with bare prepared statements into the installation `data`, which is empty: one
// thread, one transaction for each batch of `batch_mean` filings, WAL, synchronous=FULL. The first `before`
// filings only warm up.
Floor write_floor(const std::string& data, const std::vector<FloorFiling>& filings, std::size_t before,
                  double batch_mean);

}  // namespace motcua::bench
