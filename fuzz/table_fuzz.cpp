// Tables as text, with tabs or commas. Every row is as long as the head, or the file is refused.
#include <stdexcept>
#include "base/table.h"

#include "fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace motcua;
  auto text = fuzz::text_of(data, size);
  const bool tabs = fuzz::choose(text, 2) == 0;
  try {
    const Table table = tabs ? read_tsv(text) : read_csv(text);
    for (const auto& row : table.rows) CHECK(row.size() == table.columns.size());
  } catch (const CheckFailed&) {
    throw;
  } catch (const std::runtime_error& refused) {
    CHECK(std::string_view(refused.what()).size() > 0);
  }
  return 0;
}
