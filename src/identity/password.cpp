#include "identity/password.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace motcua::identity {
namespace {

// What people who must think of ten characters think of first.
constexpr std::array<std::string_view, 16> common{"1234567890",  "0123456789",  "12345678910", "0987654321",
                                                  "qwertyuiop",  "1q2w3e4r5t",  "password123", "matkhau123",
                                                  "matkhau1234", "dienbien123", "dienbienphu", "abcd123456",
                                                  "abc1234567",  "abcdef1234",  "123456789a",  "xinchao123"};

bool one_repeated(std::string_view key) {
  return !key.empty() && key.find_first_not_of(key.front()) == std::string_view::npos;
}

std::string without_spaces(std::string key) {
  std::erase(key, ' ');
  return key;
}

}  // namespace

std::string password_text(std::string_view typed) { return tidy(typed); }

Problems password_faults(std::string_view password, std::string_view account, std::string_view display_name,
                         const std::string& field) {
  if (!valid_utf8(password)) return {{"identity.password_unreadable", field}};
  Problems faults;
  const std::string text = password_text(password);
  const std::size_t length = length_in_characters(text);
  if (length < password_least_characters) {
    faults.push_back(
        {"identity.password_short",
         field,
         {{"least", std::to_string(password_least_characters)}, {"length", std::to_string(length)}}});
  }
  if (length > password_most_characters) {
    faults.push_back(
        {"identity.password_long",
         field,
         {{"most", std::to_string(password_most_characters)}, {"length", std::to_string(length)}}});
  }
  const std::string key = without_spaces(search_key(text));
  const std::string own = without_spaces(search_key(account));
  if (!own.empty() && key.find(own) != std::string::npos)
    faults.push_back({"identity.password_has_account", field});
  if (!key.empty() && key == without_spaces(search_key(display_name))) {
    faults.push_back({"identity.password_has_name", field});
  }
  const bool is_common = std::find(common.begin(), common.end(), key) != common.end();
  if (is_common || (length >= password_least_characters && one_repeated(text))) {
    faults.push_back({"identity.password_common", field});
  }
  return faults;
}

std::string make_temporary_password(Random& random) {
  constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string password;
  for (int i = 0; i < 12; ++i) {
    if (i > 0 && i % 4 == 0) password += '-';
    password += letters[random.below(static_cast<std::uint32_t>(letters.size()))];
  }
  return password;
}

bool valid_account(std::string_view account) {
  if (account.size() < 3 || account.size() > 40 || account.front() < 'a' || account.front() > 'z')
    return false;
  return std::all_of(account.begin(), account.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  });
}

}  // namespace motcua::identity
