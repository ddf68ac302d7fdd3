#pragma once
#include "feedback/routes.h"

namespace motcua::feedback {

// The form, what it answers, and the thanks.
void add_public_routes(http::Router& router, const Lower& lower);

// "Đăng ký khai sinh", "Xã Mường Lạn", else the path itself: what an opinion is about, in words.
std::string about_text(const Lower& lower, Language language, const std::string& about);

}  // namespace motcua::feedback
