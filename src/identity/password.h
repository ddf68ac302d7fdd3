#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "base/random.h"

namespace motcua::identity {

inline constexpr std::size_t password_least_characters = 10;
inline constexpr std::size_t password_most_characters = 128;

// What is wrong with a password somebody chose; empty when it may be used. Faults: identity.password_short,
// _long, _has_account, _has_name, _common, _unreadable, at `field`.
Problems password_faults(std::string_view password, std::string_view account, std::string_view display_name,
                         const std::string& field = "/password");

// 3–40 of a–z, 0–9, dot, hyphen, underscore; begins with a letter.
bool valid_account(std::string_view account);

// The text that is hashed: composed Unicode, so that two keyboards give one password.
std::string password_text(std::string_view typed);

// "k7mw-3hpx-tq9d": 59 bits, no letter that is taken for another. Printed or told once, then changed by its
// owner.
std::string make_temporary_password(Random& random);

}  // namespace motcua::identity
