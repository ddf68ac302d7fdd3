#pragma once
#include <string>

#include "http/message.h"

namespace motcua::http {

// Status line and headers of an answer as they go over the wire, with the empty line that ends them. Says how
// long the content is, except where there can be none (204, 304).
std::string response_head(const Response& response, bool keep_alive);

}  // namespace motcua::http
