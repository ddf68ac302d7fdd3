#include "identity/device.h"

#include <utility>

namespace motcua::identity {
namespace {

using Known = std::pair<std::string_view, std::string_view>;  // what stands in the text → what it is called

// In this order: each browser also names those before it in history.
constexpr Known browsers[] = {{"Edg/", "Edge"},
                              {"EdgA/", "Edge"},
                              {"coc_coc_browser/", "Cốc Cốc"},
                              {"OPR/", "Opera"},
                              {"SamsungBrowser/", "Samsung Internet"},
                              {"Firefox/", "Firefox"},
                              {"FxiOS/", "Firefox"},
                              {"CriOS/", "Chrome"},
                              {"Chrome/", "Chrome"},
                              {"Safari/", "Safari"},
                              {"curl/", "curl"}};
constexpr Known systems[] = {{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},
                             {"Windows", "Windows"}, {"CrOS", "ChromeOS"}, {"Macintosh", "macOS"},
                             {"Linux", "Linux"}};

template <std::size_t count>
std::string_view first_of(const Known (&list)[count], std::string_view text) {
  for (const auto& [mark, name] : list) {
    if (text.find(mark) != std::string_view::npos) return name;
  }
  return {};
}

}  // namespace

std::string device_of(std::string_view user_agent) {
  std::string device(first_of(browsers, user_agent));
  const auto system = first_of(systems, user_agent);
  if (!device.empty() && !system.empty()) device += ", ";
  return device += system;
}

}  // namespace motcua::identity
