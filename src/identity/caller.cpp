#include "identity/caller.h"

#include <algorithm>

#include "base/check.h"

namespace motcua::identity {

bool Caller::holds(const Uuid& post) const {
  return std::any_of(posts_.begin(), posts_.end(), [&](const Post& p) { return p.id == post; });
}

bool Caller::may_read_dossiers_of(std::string_view unit) const {
  return may("dossier.read", unit) || may("dossier.read_province", unit);
}

const Caller* caller_if_any(const http::Request& request) {
  return dynamic_cast<const Caller*>(request.principal.get());
}

const Caller& caller_of(const http::Request& request) {
  const Caller* caller = caller_if_any(request);
  CHECK(caller != nullptr);
  return *caller;
}

Problem forbidden(std::string_view permission, Language language, const std::vector<std::string>& names) {
  std::string roles, people;
  for (const Role role : Permissions::shipped().roles_with(permission)) {
    if (!roles.empty()) roles += message(language, "identity.or");
    roles += role_title(role, language);
  }
  for (const std::string& name : names) people += (people.empty() ? ": " : ", ") + name;
  return {"identity.forbidden",
          {},
          {{"roles", roles}, {"names", people}, {"permission", std::string(permission)}}};
}

}  // namespace motcua::identity
