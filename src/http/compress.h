#pragma once
#include <string>
#include <string_view>

#include "http/message.h"

namespace motcua::http {

enum class Encoding { identity, gzip, brotli };

// level 1 (fast) to 9.
std::string gzip(std::string_view bytes, int level);
// quality 0 to 11; for what is kept, not for what is made per request.
std::string brotli(std::string_view bytes, int quality);
// The best of what the client accepts and we have; "q=0" refuses.
Encoding choose_encoding(std::string_view accept_encoding, bool have_gzip, bool have_brotli);
// Text, JSON, scripts, SVG: what shrinks.
bool is_compressible(std::string_view media_type);

// gzip for a body over 1 KiB of such a type that is not encoded yet; adds Vary. A strong ETag becomes a weak
// one.
void compress_response(std::string_view accept_encoding, Response& response);

}  // namespace motcua::http
