#pragma once
#include <string>
#include <vector>

#include "motcua/parts.h"

namespace motcua::sim {

// Somebody with an account, as their browser knows them.
struct Official {
  std::string account, password;
  identity::Role role = identity::Role::specialist;
  std::string unit, office;
  Uuid id, post;
  std::string cookie = {}, csrf = {};
  bool employed = true;      // the post has not ended
  bool must_change = false;  // signed in with a temporary password
};

inline constexpr std::string_view staff_password = "mot-cua-mo-phong";

// The people of the first `communes` communes and of the province, made through the accounts' own commands.
std::vector<Official> make_staff(app::Program::Parts& parts, int communes);

}  // namespace motcua::sim
