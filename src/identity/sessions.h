#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/random.h"
#include "identity/caller.h"
#include "identity/password_hash.h"
#include "identity/store.h"
#include "store/store.h"

namespace motcua::identity {

struct Settings {
  HashCost hash_cost = HashCost::interactive();
  std::chrono::minutes idle{180};   // longer than the midday break
  std::chrono::hours absolute{12};  // one working day
  std::chrono::seconds cached{30};  // how long a changed post may go unseen by another process
  bool secure_cookie = false;       // true behind TLS
  UtcOffset offset = province_offset;
};

struct SignedIn {
  std::string token;  // for the cookie; only its SHA-256 is stored
  std::shared_ptr<const Caller> caller;
};

// Who is signed in. Safe to share by threads.
class Sessions {
 public:
  static constexpr std::string_view cookie_name = "mc_session";

  Sessions(store::Store& store, organisation::Organisation organisation, const Clock& clock, Random& random,
           PasswordHasher& hasher, Settings settings);

  // Faults: identity.sign_in_wrong (the account may not exist: same answer, same time), identity.locked (by
  // account or by `peer`, says until when), identity.no_post, identity.busy. Every try counts as wrong until
  // it proves right, so that many at once do not slip through.
  // `device`: what the official will know the session by (device.h).
  Expected<SignedIn> sign_in(std::string_view account, std::string_view password, std::string_view peer,
                             std::string_view device = {});
  // Null when the token is unknown, expired or malformed.
  std::shared_ptr<const Caller> caller_of(std::string_view token);
  void sign_out(std::string_view token);
  // Those that are alive, last used first. Within five minutes, `last_seen_at` may lag behind.
  std::vector<OpenSession> sessions_of(const Uuid& official);
  // Ends one; identity.session_unknown when it is not the official's or has ended. Here at once, in another
  // process of the installation after at most Settings::cached.
  Expected<void> end_session(const Uuid& official, const Uuid& session);
  // Ends all; `trace` is written with it.
  void end_all(const Uuid& official, const std::function<void(store::Writer&)>& trace);
  // After a change of the official's posts or password: this process looks again at once.
  void forget(const Uuid& official);

 private:
  struct Kept {
    std::shared_ptr<const Caller> caller;
    Instant read_at, seen_at, stored_seen_at;
  };
  struct Tried;
  // Of one official on one day.
  struct Posts {
    std::vector<Post> own;
    std::vector<CoveredPost> covered;
  };

  Expected<Tried> begin_try(std::string_view account, std::string_view peer, Instant now);
  Expected<SignedIn> open_session(const Tried& tried, std::string_view device, Instant now);
  std::shared_ptr<const Caller> read_caller(const Digest& digest, ByteView token, Instant now,
                                            std::optional<Instant> seen_before);
  std::shared_ptr<const Caller> make_caller(const Official& official, Posts posts, ByteView token,
                                            Instant created) const;
  static Posts posts_on(store::Reader& reader, const Uuid& official, LocalDate day);
  void keep(const Digest& digest, std::shared_ptr<const Caller> caller, Instant now, Instant stored_seen_at);

  store::Store& store_;
  const organisation::Organisation organisation_;
  const Clock& clock_;
  Random& random_;
  PasswordHasher& hasher_;
  const Settings settings_;
  std::mutex mutex_;
  std::map<Digest, Kept> kept_;
};

}  // namespace motcua::identity
