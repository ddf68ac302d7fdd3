#include "feedback/opinion_rule.h"

#include "base/text.h"

namespace motcua::feedback {
namespace {

constexpr std::size_t longest_path = 200;

bool is_control(char sign) { return (sign >= 0 && sign < ' ') || sign == 0x7f; }

std::string without_controls(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char sign = text[i];
    const bool line_end = sign == '\n' || (sign == '\r' && !text.substr(i + 1).starts_with('\n'));
    if (line_end) {
      plain += '\n';
    } else if (sign == '\t') {
      plain += ' ';
    } else if (!is_control(sign)) {
      plain += sign;
    }
  }
  return plain;
}

}  // namespace

Expected<std::string> read_opinion(std::string_view typed) {
  if (!valid_utf8(typed)) return refuse("http.invalid_utf8", "/text");
  const auto plain = composed(without_controls(typed));
  std::string text(trim(plain));
  // Signs of other scripts that print nothing do not make an opinion either.
  const auto length = tidy(text).empty() ? 0 : length_in_signs(text);
  const auto told = std::to_string(length);
  if (length < shortest_opinion) {
    return refuse("feedback.too_short", "/text",
                  {{"min", std::to_string(shortest_opinion)}, {"length", told}});
  }
  if (length > longest_opinion) {
    return refuse("feedback.too_long", "/text", {{"max", std::to_string(longest_opinion)}, {"length", told}});
  }
  return text;
}

std::string read_about(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  const bool ours =
      path.starts_with('/') && !path.starts_with("//") && path.size() <= longest_path && valid_utf8(path);
  if (!ours || path.starts_with("/t/") || std::any_of(path.begin(), path.end(), is_control)) return {};
  if (path.starts_with("/tra-cuu")) return "/tra-cuu";
  return std::string(path);
}

}  // namespace motcua::feedback
