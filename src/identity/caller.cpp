#include "identity/caller.h"

#include <algorithm>

#include "base/check.h"

namespace motcua::identity {

bool Caller::holds(const Uuid& post) const {
  return std::any_of(posts_.begin(), posts_.end(), [&](const Post& p) { return p.id == post; });
}

bool Caller::covers(const Uuid& post) const {
  return std::any_of(covered_.begin(), covered_.end(),
                     [&](const auto& each) { return each.post.id == post; });
}

const Uuid& Caller::acting_id(const Post& post) const {
  for (const auto& each : covered_) {
    if (each.post.id == post.id) return each.by;
  }
  return post.id;
}

const Post* Caller::post_for(std::string_view permission, std::string_view unit) const {
  const auto& permissions = Permissions::shipped();
  if (const auto* own = identity::post_for(permissions, organisation_, posts_, permission, unit)) return own;
  for (const auto& each : covered_) {
    if (identity::post_for(permissions, organisation_, {&each.post, 1}, permission, unit) != nullptr)
      return &each.post;
  }
  return nullptr;
}

std::vector<std::string> Caller::permissions() const {
  std::vector<Post> all = posts_;
  for (const auto& each : covered_) all.push_back(each.post);
  return Permissions::shipped().of(all);
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
