#pragma once
#include "http/router.h"
#include "identity/service.h"

namespace motcua::identity {

// What a route's `access` says beside a permission: whoever is signed in.
inline constexpr std::string_view any_session = "session";

// Public routes pass; they get the caller when the session is good and, for changing requests, X-CSRF-Token
// too. Others: identity.sign_in_needed (401), identity.csrf_wrong for anything but GET without the session's
// token, identity.password_change_required, identity.forbidden naming who does this work. `identity` must
// outlive the gate.
http::Gate make_gate(Identity& identity);

}  // namespace motcua::identity
