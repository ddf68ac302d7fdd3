#pragma once
// A whole database in one file that either engine can be filled from.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/hasher.h"
#include "store/table_copy.h"

namespace motcua::store {

struct DumpFacts {
  std::uint64_t bytes = 0;
  std::string sha256;  // of the file, hex
  Digests tables;
};

// Writes all tables of the reader's snapshot to a new file, for its owner only, on disk when it returns.
// Throws StoreFailed when the file exists or the disk refuses; what is written so far is left for the caller.
DumpFacts write_dump(Reader& reader, const std::string& file);

// Reads what write_dump wrote. Throws StoreFailed when the file is cut off or is none.
struct DumpTaker {
  std::function<void(const std::string& table, const std::vector<std::string>& columns)> table;
  std::function<void(Row&&, ByteView bytes)> row;  // and as append_row writes it
};
void read_dump(const std::string& file, const DumpTaker& taker);

// Hex; reads it whole. Throws StoreFailed when it cannot be read.
std::string sha256_of_file(const std::string& file);

}  // namespace motcua::store
