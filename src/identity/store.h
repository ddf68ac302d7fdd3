#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "identity/lockout.h"
#include "identity/official.h"
#include "store/store.h"

namespace motcua::identity {

struct StoredOfficial {
  Official official;
  std::string password_hash;
};

struct StoredSession {
  Official official;
  Instant created_at, last_seen_at;
};

// Writing without checks, for commands of this folder, `init` and the demo. Throws store::ConstraintFailed
// when the account or the id is taken.
void insert_official(store::Writer& writer, const Official& official, std::string_view password_hash);
void insert_post(store::Writer& writer, const Post& post);
void end_post(store::Writer& writer, const Uuid& post, LocalDate last_day);
void update_password(store::Writer& writer, const Uuid& official, std::string_view password_hash,
                     bool must_change);

std::optional<StoredOfficial> find_official(store::Reader& reader, const Uuid& id);
std::optional<StoredOfficial> find_official(store::Reader& reader, std::string_view account);
// In order of account names, those after `account`.
std::vector<Official> officials_after(store::Reader& reader, std::string_view account, int limit);

std::vector<Post> posts_of(store::Reader& reader, const Uuid& official);  // ended ones too
std::optional<PostHolder> find_post(store::Reader& reader, const Uuid& post);
std::vector<PostHolder> all_posts(store::Reader& reader);  // ended ones too, no order
// Posts valid on `day` in a unit (a commune, a department) or in one of its offices when that is its code.
std::vector<PostHolder> posts_in(store::Reader& reader, std::string_view unit, LocalDate day);

void insert_cover(store::Writer& writer, const Cover& cover);
void end_cover(store::Writer& writer, const Uuid& cover, Instant now);
std::optional<Cover> find_cover(store::Reader& reader, const Uuid& id);
// Covers of the unit's posts whose last day is `first` or later, ended ones too, by first day.
std::vector<Cover> covers_of(store::Reader& reader, std::string_view unit, LocalDate first);
// What the official's posts do for others on `day`; both posts valid then.
std::vector<CoveredPost> covered_by(store::Reader& reader, const Uuid& official, LocalDate day);
// Until the transaction ends nobody else arranges covers in the unit: two that exclude each other are seen.
void lock_covers(store::Writer& writer, std::string_view unit);

struct OpenSession {
  Uuid id;  // the first 16 bytes of the token's digest: names the session, opens nothing
  Instant created_at, last_seen_at;
  std::string device;
};
Uuid session_id(const Digest& digest);

void insert_session(store::Writer& writer, const Digest& digest, const Uuid& official, Instant now,
                    std::string_view device);
// Used after `seen_after` and begun after `begun_after`; last used first.
std::vector<OpenSession> sessions_of(store::Reader& reader, const Uuid& official, Instant seen_after,
                                     Instant begun_after);
// False when the official has no such session.
bool delete_session_of(store::Writer& writer, const Uuid& official, const Uuid& id);
std::optional<StoredSession> find_session(store::Reader& reader, const Digest& digest);
void touch_session(store::Writer& writer, const Digest& digest, Instant now);
void delete_session(store::Writer& writer, const Digest& digest);
void delete_sessions_of(store::Writer& writer, const Uuid& official, const Digest* except = nullptr);
void delete_sessions_before(store::Writer& writer, Instant last_seen);

Failures failures_of(store::Reader& reader, std::string_view subject);
void record_failure(store::Writer& writer, std::string_view subject, Instant now);
void take_back_failure(store::Writer& writer, std::string_view subject);
void forget_failures(store::Writer& writer, std::string_view subject);
void forget_failures_before(store::Writer& writer, Instant instant);

}  // namespace motcua::identity
