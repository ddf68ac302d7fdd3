#include "identity/gate.h"

#include "base/crypto.h"
#include "identity/colleagues.h"

namespace motcua::identity {
namespace {

constexpr std::size_t most_names = 3;

bool has_csrf(const http::Request& request, const Caller& caller) {
  if (request.method == http::Method::get) return true;
  return same_in_constant_time(as_bytes(request.header("x-csrf-token")), as_bytes(caller.csrf()));
}

// Who does this work where the caller works: so that a refusal says whom to ask.
std::vector<std::string> people_with(Identity& identity, std::string_view permission, const Caller& caller) {
  std::vector<std::string> names;
  if (caller.posts().empty()) return names;
  const std::string& unit = caller.posts().front().unit;
  const auto holders = identity.store.read(
      [&](store::Reader& reader) { return colleagues_of(reader, unit, identity.today()); });
  for (const PostHolder& holder : holders) {
    if (names.size() < most_names && Permissions::shipped().gives(holder.post.role, permission)) {
      names.push_back(holder.display_name);
    }
  }
  return names;
}

}  // namespace

http::Gate make_gate(Identity& identity) {
  using Passed = Expected<std::shared_ptr<const http::Principal>>;
  return [&identity](const http::Request& request, const http::Route& route) -> Passed {
    const std::string_view token = request.cookie(Sessions::cookie_name);
    const auto caller = token.empty() ? nullptr : identity.sessions.caller_of(token);
    if (route.access == "public") {
      const bool believed = caller && has_csrf(request, *caller);
      return std::shared_ptr<const http::Principal>(believed ? caller : nullptr);
    }
    if (!caller) return refuse("identity.sign_in_needed");
    if (!has_csrf(request, *caller)) return refuse("identity.csrf_wrong");
    if (route.access != any_session) {
      if (caller->official().must_change_password) return refuse("identity.password_change_required");
      if (!caller->may(route.access)) {
        return refuse(
            {forbidden(route.access, request.language, people_with(identity, route.access, *caller))});
      }
    }
    return std::shared_ptr<const http::Principal>(caller);
  };
}

}  // namespace motcua::identity
