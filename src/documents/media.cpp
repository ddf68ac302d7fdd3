#include "documents/media.h"

#include <string>

#include "base/check.h"
#include "base/text.h"

namespace motcua::documents {
namespace {

constexpr std::size_t pdf_tail = 2048;

std::uint32_t big_endian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8U | bytes[at + i];
  return value;
}

bool starts_with(ByteView bytes, std::initializer_list<std::uint8_t> signature) {
  return bytes.size() >= signature.size() && std::equal(signature.begin(), signature.end(), bytes.begin());
}

bool pdf_space(char c) { return c == ' ' || c == '\r' || c == '\n' || c == '\t' || c == '\f' || c == '\0'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && pdf_space(text[at])) ++at;
  return at;
}

std::size_t occurrences(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
    ++count;
  return count;
}

std::optional<std::size_t> number_at(std::string_view text, std::size_t at) {
  at = skip_space(text, at);
  std::size_t end = at;
  while (end < text.size() && digit(text[end])) ++end;
  if (end == at || end - at > 10) return std::nullopt;
  return static_cast<std::size_t>(*parse_integer(text.substr(at, end - at)));
}

// Page objects in plain sight. Unknown when objects are compressed (some pages may hide) or the file was
// saved several times (a changed page stands in it twice).
std::optional<int> count_pdf_pages(std::string_view text) {
  if (text.find("/ObjStm") != std::string_view::npos) return std::nullopt;
  const bool linearized = text.substr(0, 1024).find("/Linearized") != std::string_view::npos;
  if (occurrences(text, "startxref") > (linearized ? 2U : 1U)) return std::nullopt;
  int pages = 0;
  constexpr std::string_view type = "/Type";
  for (std::size_t at = text.find(type); at != std::string_view::npos; at = text.find(type, at + 1)) {
    const std::size_t value = skip_space(text, at + type.size());
    if (!text.substr(value).starts_with("/Page")) continue;
    const std::size_t end = value + 5;
    if (end >= text.size() || pdf_space(text[end]) || text[end] == '/' || text[end] == '>') ++pages;
  }
  return pages > 0 ? std::optional<int>(pages) : std::nullopt;
}

Expected<MediaFacts> sniff_pdf(ByteView bytes) {
  const std::string_view text = as_text(bytes);
  const std::size_t tail_start = text.size() > pdf_tail ? text.size() - pdf_tail : 0;
  const std::string_view tail = text.substr(tail_start);
  const std::size_t end = tail.rfind("%%EOF");
  if (end == std::string_view::npos) return refuse("documents.cut_short");
  const std::size_t pointer = tail.rfind("startxref", end);
  if (pointer == std::string_view::npos) return refuse("documents.cut_short");
  const auto table = number_at(tail, pointer + 9);
  if (!table || *table >= tail_start + pointer) return refuse("documents.cut_short");
  return MediaFacts{MediaType::pdf, count_pdf_pages(text)};
}

bool jpeg_frame(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool jpeg_alone(std::uint8_t marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7); }

// Position of the next marker's code behind entropy-coded data; size() if there is none.
std::size_t next_jpeg_marker(ByteView bytes, std::size_t at) {
  for (; at + 1 < bytes.size(); ++at) {
    if (bytes[at] != 0xFF) continue;
    const std::uint8_t code = bytes[at + 1];
    if (code != 0x00 && code != 0xFF && !jpeg_alone(code)) return at + 1;
  }
  return bytes.size();
}

Expected<MediaFacts> sniff_jpeg(ByteView bytes) {
  bool frame = false;
  bool scan = false;
  std::size_t at = 2;
  while (at < bytes.size()) {
    if (bytes[at] != 0xFF) break;
    while (at < bytes.size() && bytes[at] == 0xFF) ++at;
    while (at < bytes.size()) {
      const std::uint8_t marker = bytes[at++];
      // Cameras may put a second picture behind the end.
      if (marker == 0xD9 && frame && scan) return MediaFacts{MediaType::jpeg, 1};
      if (marker == 0xD9 || marker == 0xD8 || marker == 0x00) return refuse("documents.cut_short");
      if (jpeg_alone(marker)) break;
      if (bytes.size() - at < 2) return refuse("documents.cut_short");
      const std::size_t length = big_endian(bytes, at, 2);
      if (length < 2 || length > bytes.size() - at) return refuse("documents.cut_short");
      if (jpeg_frame(marker)) {
        if (length < 8 || big_endian(bytes, at + 5, 2) == 0) return refuse("documents.cut_short");
        frame = true;
      }
      at += length;
      if (marker != 0xDA) break;
      if (!frame) return refuse("documents.cut_short");
      scan = true;
      at = next_jpeg_marker(bytes, at);
    }
  }
  return refuse("documents.cut_short");
}

constexpr std::array<std::uint32_t, 256> make_crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
    table[i] = c;
  }
  return table;
}

std::uint32_t crc32(ByteView bytes) {
  static constexpr auto table = make_crc_table();
  std::uint32_t c = 0xFFFFFFFFU;
  for (const std::uint8_t byte : bytes) c = table[(c ^ byte) & 0xFFU] ^ (c >> 8U);
  return ~c;
}

Expected<MediaFacts> sniff_png(ByteView bytes) {
  bool picture = false;
  std::size_t at = 8;
  for (bool first = true; bytes.size() - at >= 12; first = false) {
    const std::size_t length = big_endian(bytes, at, 4);
    if (length > bytes.size() - at - 12) return refuse("documents.cut_short");
    const std::string_view type = as_text(bytes.subspan(at + 4, 4));
    if (crc32(bytes.subspan(at + 4, length + 4)) != big_endian(bytes, at + 8 + length, 4)) {
      return refuse("documents.cut_short");
    }
    if (first != (type == "IHDR")) return refuse("documents.cut_short");
    if (first && (length != 13 || big_endian(bytes, at + 8, 4) == 0 || big_endian(bytes, at + 12, 4) == 0)) {
      return refuse("documents.cut_short");
    }
    if (type == "IDAT") picture = true;
    if (type == "IEND") break;
    at += length + 12;
  }
  const bool ended = bytes.size() - at >= 12 && as_text(bytes.subspan(at + 4, 4)) == "IEND";
  if (!ended || !picture) return refuse("documents.cut_short");
  return MediaFacts{MediaType::png, 1};
}

}  // namespace

std::string_view media_type_name(MediaType type) {
  switch (type) {
    case MediaType::pdf:
      return "application/pdf";
    case MediaType::jpeg:
      return "image/jpeg";
    case MediaType::png:
      return "image/png";
  }
  CHECK(false);
}

std::string_view file_extension(MediaType type) {
  switch (type) {
    case MediaType::pdf:
      return "pdf";
    case MediaType::jpeg:
      return "jpg";
    case MediaType::png:
      return "png";
  }
  CHECK(false);
}

Expected<MediaFacts> sniff(ByteView bytes) {
  if (bytes.empty()) return refuse("documents.empty");
  if (bytes.size() > largest_file) {
    return refuse("documents.too_large", {}, {{"limit_mb", std::to_string(largest_file / 1'000'000)}});
  }
  if (as_text(bytes).starts_with("%PDF-")) return sniff_pdf(bytes);
  if (starts_with(bytes, {0xFF, 0xD8, 0xFF})) return sniff_jpeg(bytes);
  if (starts_with(bytes, {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})) return sniff_png(bytes);
  return refuse("documents.wrong_type");
}

}  // namespace motcua::documents
