// Texts, times, ids and encodings as they come in. Making a text tidy, or a key of it, twice changes nothing.
#include "base/bytes.h"
#include "base/time.h"
#include "base/uuid.h"
#include "fuzz/property.h"

namespace {

using namespace motcua;

void check_encodings(std::string_view text) {
  if (const auto bytes = from_hex(text)) CHECK(from_hex(to_hex(*bytes)) == bytes);
  if (const auto bytes = from_base64url(text)) CHECK(from_base64url(to_base64url(*bytes)) == bytes);
  CHECK(from_base64url(to_base64url(as_bytes(text))) == to_bytes(text));
  if (const auto id = Uuid::parse(text)) CHECK(Uuid::parse(id->text()) == id);
  if (const auto at = parse_instant(text)) CHECK(parse_instant(format_iso(*at)) == at);
  if (const auto day = parse_date(text)) CHECK(parse_date(format_iso(*day)) == day);
  if (const auto number = parse_integer(text)) CHECK(parse_integer(std::to_string(*number)) == number);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  check_encodings(text);
  if (!valid_utf8(text)) return 0;
  CHECK(length_in_characters(text) <= text.size());
  const auto neat = tidy(text);
  CHECK(tidy(neat) == neat);
  const auto key = search_key(text);
  CHECK(search_key(key) == key);
  CHECK(search_key(neat) == key);
  const auto accented = accented_key(text);
  CHECK(accented_key(accented) == accented);
  CHECK(valid_utf8(title_case_name(text)));
  return 0;
}
