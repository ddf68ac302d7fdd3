#pragma once
#include <optional>
#include <string_view>

#include "catalogue/version.h"

namespace motcua::catalogue {

// "Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính" of a published record; nullopt for any other words.
std::optional<Channel> parse_channel_text(std::string_view text);

}  // namespace motcua::catalogue
