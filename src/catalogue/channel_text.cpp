#include "catalogue/channel_text.h"

#include <array>

#include "base/text.h"

namespace motcua::catalogue {

std::optional<Channel> parse_channel_text(std::string_view text) {
  struct Words {
    std::string_view key;
    Channel channel;
  };
  static constexpr std::array known{
      Words{"truc tiep", Channel::counter},      Words{"nop truc tiep", Channel::counter},
      Words{"truc tuyen", Channel::online},      Words{"nop truc tuyen", Channel::online},
      Words{"dich vu buu chinh", Channel::post}, Words{"dich vu buu chinh cong ich", Channel::post},
      Words{"buu chinh", Channel::post},         Words{"buu chinh cong ich", Channel::post},
      Words{"qua buu chinh", Channel::post}};
  if (!valid_utf8(text)) return std::nullopt;
  const std::string key = search_key(text);
  for (const Words& words : known) {
    if (key == words.key) return words.channel;
  }
  return std::nullopt;
}

}  // namespace motcua::catalogue
