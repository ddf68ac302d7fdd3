// Names of units and addresses as printed on cards or typed: former units, districts, kinds, with or without
// accents.
#include "fuzz/property.h"
#include "organisation/organisation.h"

namespace {

using namespace motcua;

void check_match(const organisation::UnitMatch& match) {
  CHECK(match.matched != nullptr && match.today != nullptr);
  CHECK(!match.today->former());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto units = organisation::load_organisation();
  const auto text = fuzz::text_of(data, size);
  if (size > 500 || !valid_utf8(text)) return 0;
  const auto found = organisation::search_units(units, text, 8);
  CHECK(found.size() <= 8);
  for (const auto& match : found) check_match(match);
  const auto address = organisation::unit_of_address(units, text, std::nullopt);
  for (const auto& match : address.candidates) check_match(match);
  if (address.unit() != nullptr) CHECK(!address.candidates.empty());
  CHECK(organisation::vietnamese_order(text, text) == std::weak_ordering::equivalent);
  CHECK(!organisation::names_asked(text).empty());
  return 0;
}
