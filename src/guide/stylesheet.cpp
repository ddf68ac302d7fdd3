#include "guide/stylesheet.h"

#include "base/bytes.h"
#include "base/crypto.h"
#include "base/resource.h"

namespace motcua::guide {
namespace {

constexpr std::size_t version_digits = 12;

// Only what cannot change a meaning: comments, line ends and indents. No string of ours holds "/*".
std::string packed(std::string_view css) {
  std::string out;
  for (std::size_t at = 0; at < css.size();) {
    if (css.substr(at).starts_with("/*")) {
      at = std::min(css.find("*/", at), css.size() - 2) + 2;
    } else if (css[at] == '\n') {
      at = std::min(css.find_first_not_of("\n ", at), css.size());
    } else {
      out.push_back(css[at++]);
    }
  }
  return out;
}

}  // namespace

const std::string& stylesheet() {
  static const std::string css =
      packed(resource("design/tokens.css")) + packed(resource("guide/pages/public.css"));
  return css;
}

const std::string& stylesheet_path() {
  static const std::string path =
      "/public.css?v=" + to_hex(sha256(as_bytes(stylesheet()))).substr(0, version_digits);
  return path;
}

}  // namespace motcua::guide
