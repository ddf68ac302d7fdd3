#include "tracking/pass.h"

#include "base/text.h"

namespace motcua::tracking {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;

std::string signature(const SecretKey& key, std::string_view code, std::string_view expiry) {
  const std::string signed_text = "tracking pass\n" + std::string(code) + '\n' + std::string(expiry);
  return to_base64url(hmac_sha256(key.bytes(), as_bytes(signed_text)));
}

}  // namespace

std::string make_pass(const SecretKey& key, std::string_view code, Instant now) {
  const auto expiry =
      std::to_string(duration_cast<seconds>((now + pass_lifetime).time_since_epoch()).count());
  return expiry + "." + signature(key, code, expiry);
}

bool pass_is_good(const SecretKey& key, std::string_view code, std::string_view pass, Instant now) {
  const auto dot = pass.find('.');
  if (dot == std::string_view::npos) return false;
  const auto expiry = pass.substr(0, dot);
  const auto until = parse_integer(expiry);
  if (!until || duration_cast<seconds>(now.time_since_epoch()).count() >= *until) return false;
  return same_in_constant_time(as_bytes(signature(key, code, expiry)), as_bytes(pass.substr(dot + 1)));
}

}  // namespace motcua::tracking
