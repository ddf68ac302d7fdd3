#pragma once
#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "base/expected.h"

namespace motcua::documents {

enum class MediaType { pdf, jpeg, png };

// "application/pdf", "image/jpeg", "image/png".
std::string_view media_type_name(MediaType type);
// "pdf", "jpg", "png".
std::string_view file_extension(MediaType type);

struct MediaFacts {
  MediaType media_type = MediaType::pdf;
  // Pages of a PDF where they can be counted without reading compressed parts, else empty; 1 for a picture. A
  // scan must have as many pages as the paper (handbook section 10).
  std::optional<int> pages;
  bool operator==(const MediaFacts&) const = default;
};

inline constexpr std::size_t largest_file = 50'000'000;  // bytes

// What an uploaded file is, by its content, never by its name; and whether it is all there: a file torn off
// by a bad line is refused. Problems: documents.empty, documents.too_large, documents.wrong_type,
// documents.cut_short. Never reads outside `bytes`, takes time linear in them.
Expected<MediaFacts> sniff(ByteView bytes);

}  // namespace motcua::documents
