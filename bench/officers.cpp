#include "officers.h"

#include <fmt/format.h>

#include "base/crypto.h"
#include "identity/identity.h"
#include "identity/password.h"
#include "identity/store.h"

namespace motcua::bench {
namespace {

Officer sign_in(store::Writer& writer, const Seat& seat, Instant now) {
  const Bytes token = SystemRandom().bytes(32);
  identity::insert_session(writer, sha256(token), seat.official, now, "bench");
  const std::string csrf = to_base64url(hmac_sha256(token, as_bytes("motcua csrf")));
  return {seat.post.text(), fmt::format("Cookie: {}={}\r\nX-CSRF-Token: {}\r\n",
                                        identity::Sessions::cookie_name, to_base64url(token), csrf)};
}

}  // namespace

std::vector<Crew> sign_in_all(store::Store& store, Instant now) {
  const auto staff = make_staff(store, organisation::load_organisation(), now);
  std::vector<Crew> crews;
  store.write([&](store::Writer& writer) {
    crews.clear();
    for (const auto& each : staff) {
      crews.push_back({each.unit, sign_in(writer, each.counter, now), sign_in(writer, each.solver, now),
                       sign_in(writer, each.approver, now)});
    }
  });
  return crews;
}

std::string make_account(store::Store& store, const std::string& account, const std::string& unit,
                         Instant now) {
  SystemRandom random;
  const std::string password = identity::make_temporary_password(random);
  identity::PasswordHasher hasher(identity::HashCost::interactive());
  const std::string hash = hasher.hash(identity::password_text(password));
  store.write([&](store::Writer& writer) {
    if (const auto known = identity::find_official(writer, account)) {
      identity::update_password(writer, known->official.id, hash, false);
      return;
    }
    const identity::Official official{Uuid::v7(now, random), account, "Cán bộ đo đăng nhập", false, now};
    identity::insert_official(writer, official, hash);
    identity::insert_post(writer, {Uuid::v7(now, random),
                                   official.id,
                                   identity::Role::counter_officer,
                                   unit,
                                   "",
                                   "Công chức",
                                   local_date(now),
                                   {}});
  });
  return password;
}

}  // namespace motcua::bench
