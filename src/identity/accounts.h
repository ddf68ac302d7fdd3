#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/expected.h"
#include "base/random.h"
#include "identity/official.h"
#include "identity/password_hash.h"
#include "organisation/organisation.h"
#include "store/store.h"

namespace motcua::identity {

class Sessions;

// Told inside the transaction that something was changed: who did it is recorded with the change or not at
// all.
using Trace = std::function<void(store::Writer&)>;

struct NewPost {
  std::optional<Uuid> id;  // made by whoever asks, so that a repeat is the same post
  std::string role, unit, office, title;
  LocalDate valid_from{};
  std::optional<LocalDate> valid_to;
};

struct NewOfficial {
  std::optional<Uuid> id;
  std::string account, display_name;
  std::optional<std::string> password;  // none: a temporary one is made, which its owner must change
  std::vector<NewPost> posts;
};

struct CreatedOfficial {
  Official official;
  std::vector<Post> posts;
  std::string temporary_password;  // shown once, stored nowhere; empty when one was given
};

// What an administrator does with accounts, and what everybody does with the own one. Does not ask who calls:
// routes and the command line do.
class Accounts {
 public:
  Accounts(store::Store& store, organisation::Organisation organisation, const Clock& clock, Random& random,
           PasswordHasher& hasher, Sessions& sessions, UtcOffset offset);

  // Faults, all at once: account_missing or _malformed, name_missing, password_…, and for each post
  // role_missing or _unknown, unit_missing or _unknown, office_outside, dates_reversed; then account_taken,
  // official_exists (this id, another account). The same id with the same account again changes nothing.
  Expected<CreatedOfficial> create_official(const NewOfficial& asked, const Trace& trace = {});
  Expected<Post> add_post(const Uuid& official, const NewPost& asked, const Trace& trace = {});
  // The post's last day. Faults: post_unknown, post_ended (earlier already), dates_reversed,
  // last_administrator.
  Expected<Post> end_post(const Uuid& official, const Uuid& post, LocalDate last_day,
                          const Trace& trace = {});
  // The own password; other sessions of the official end, the one with this token stays.
  Expected<void> set_password(const Uuid& official, std::string_view current, std::string_view next,
                              std::string_view token);
  // By an administrator: a temporary password, all sessions end, and waiting after wrong tries ends.
  Expected<std::string> reset_password(const Uuid& official, const Trace& trace = {});

  Expected<Official> official(const Uuid& id) const;
  std::vector<Post> posts(const Uuid& official) const;

 private:
  Problems faults_of(const NewOfficial& asked) const;
  void add_post_faults(const NewPost& asked, const std::string& field, Problems& faults) const;
  Post made(const NewPost& asked, const Uuid& official) const;

  store::Store& store_;
  const organisation::Organisation organisation_;
  const Clock& clock_;
  Random& random_;
  PasswordHasher& hasher_;
  Sessions& sessions_;
  const UtcOffset offset_;
};

}  // namespace motcua::identity
