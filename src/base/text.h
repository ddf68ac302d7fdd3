#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua {

bool valid_utf8(std::string_view text);
// Any bytes as text: each byte that is not UTF-8, and each NUL, becomes U+FFFD, as the URL standard has it.
std::string readable(std::string_view bytes);
// Characters (code points), not bytes. Precondition: valid_utf8.
std::size_t length_in_characters(std::string_view text);
// What a reader counts as one sign each (extended grapheme clusters, UAX #29): "ệ" is one however it is
// composed, a flag or a family of emoji is one, a line end too. Precondition: valid_utf8.
std::size_t length_in_signs(std::string_view text);
// Unicode NFC, nothing else changed. Precondition: valid_utf8.
std::string composed(std::string_view text);
// Unicode NFC, outer white space dropped, inner runs of white space made one space. Precondition: valid_utf8.
std::string tidy(std::string_view text);
// Handbook section 11: NFC, lower case, marks dropped, đ→d, everything but letters and digits a single space.
std::string search_key(std::string_view text);
// Like search_key but keeps the marks; tone placement unified (hòa = hoà), so equal words compare equal.
std::string accented_key(std::string_view text);
// Words of a search key, in order.
std::vector<std::string> words(std::string_view key);
std::vector<std::string> split(std::string_view text, char separator);  // keeps empty parts
std::string_view trim(std::string_view text);                           // ASCII white space
std::optional<long long> parse_integer(std::string_view text);          // whole text, base 10
// "LÒ THỊ MẪU" → "Lò Thị Mẫu". Precondition: valid_utf8.
std::string title_case_name(std::string_view name);

}  // namespace motcua
