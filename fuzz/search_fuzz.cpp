// What people type to find a procedure.
#include "catalogue/catalogue.h"
#include "fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace motcua;
  static const auto shipped = catalogue::Catalogue::shipped();
  constexpr LocalDate today{std::chrono::days{20'779}};
  const auto text = fuzz::text_of(data, size);
  if (size > 800 || !valid_utf8(text)) return 0;
  const auto found = shipped->search(text, today, 20);
  CHECK(found.size() <= 20);
  for (const auto& version : found)
    CHECK(version != nullptr && shipped->find(version->code, today) == version);
  // Marks and case change the order at most, never that a code is found by itself.
  if (!found.empty()) CHECK(!shipped->search(found.front()->code, today, 1).empty());
  return 0;
}
