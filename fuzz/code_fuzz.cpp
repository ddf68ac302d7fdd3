// Dossier codes, secrets and telephone numbers as people type them, and the pass of a tracking page.
#include "dossier/dossier.h"
#include "fuzz/property.h"
#include "tracking/pass.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace motcua;
  const auto text = fuzz::text_of(data, size);
  if (const auto code = dossier::read_code(text)) {
    CHECK(dossier::read_code(*code) == code);
    CHECK(code->find_first_of(" \t\r\n/\"'<>\\") == std::string::npos);
  }
  const auto secret = dossier::normal_secret(text);
  CHECK(dossier::normal_secret(secret) == secret);
  const auto phone = dossier::normal_phone(text);
  CHECK(dossier::normal_phone(phone) == phone);
  CHECK(phone.find_first_not_of("0123456789") == std::string::npos);

  static const SecretKey key(Bytes(SecretKey::size, 7));
  constexpr Instant now{std::chrono::milliseconds{1'795'300'000'000}};
  CHECK(!tracking::pass_is_good(key, "H18.036-261120-0018", text, now));
  const auto pass = tracking::make_pass(key, text, now);
  CHECK(tracking::pass_is_good(key, text, pass, now));
  CHECK(!tracking::pass_is_good(key, text, pass, now + tracking::pass_lifetime + std::chrono::minutes{1}));
  return 0;
}
