#include "identity/sessions.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "identity/password.h"
#include "identity/store.h"

namespace motcua::identity {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t most_kept = 10'000;
// Writing down every request would cost a commit each; the idle limit does not need it to the minute.
constexpr std::chrono::minutes written_down_every{5};

std::string lower(std::string_view account) {
  std::string text(trim(account));
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string csrf_of(ByteView token) { return to_base64url(hmac_sha256(token, as_bytes("motcua csrf"))); }

Unexpected<Problems> locked(const Failures& failures, Instant until, Instant now, UtcOffset offset) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(until - now).count();
  const auto local = to_local(std::chrono::ceil<std::chrono::minutes>(until), offset);
  const std::chrono::hh_mm_ss time{local - std::chrono::floor<std::chrono::days>(local)};
  return refuse("identity.locked", "/account",
                {{"failures", std::to_string(failures.count)},
                 {"minutes", std::to_string(minutes)},
                 {"until", fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count())}});
}

}  // namespace

// What was counted as wrong before we knew, and whom the name belongs to.
struct Sessions::Tried {
  std::vector<std::string> subjects;  // the account's first, when the name may be one
  std::optional<StoredOfficial> official;
};

Sessions::Sessions(store::Store& store, organisation::Organisation organisation, const Clock& clock,
                   Random& random, PasswordHasher& hasher, Settings settings)
    : store_(store),
      organisation_(std::move(organisation)),
      clock_(clock),
      random_(random),
      hasher_(hasher),
      settings_(settings) {}

Expected<Sessions::Tried> Sessions::begin_try(std::string_view account, std::string_view peer, Instant now) {
  return store_.write([&](store::Writer& writer) -> Expected<Tried> {
    Tried tried;
    forget_failures_before(writer, now - account_lockout.forgotten_after);
    const auto count = [&](std::string subject, const LockoutRule& rule) -> Expected<void> {
      const Failures failures = failures_of(writer, subject);
      if (const auto until = locked_until(rule, failures, now))
        return locked(failures, *until, now, settings_.offset);
      record_failure(writer, subject, now);
      tried.subjects.push_back(std::move(subject));
      return {};
    };
    if (valid_account(account)) {
      if (auto free = count(fmt::format("account {}", account), account_lockout); !free)
        return refuse(free.error());
      tried.official = find_official(writer, account);
    }
    if (!peer.empty()) {
      if (auto free = count(fmt::format("address {}", peer), address_lockout); !free)
        return refuse(free.error());
    }
    return tried;
  });
}

Expected<SignedIn> Sessions::sign_in(std::string_view typed_account, std::string_view password,
                                     std::string_view peer, std::string_view device) {
  const Instant now = clock_.now();
  const std::string account = lower(typed_account);
  auto tried = begin_try(account, peer, now);
  if (!tried) return refuse(tried.error());
  bool right = false;
  try {
    const std::string text = valid_utf8(password) ? password_text(password) : std::string{};
    right =
        tried->official ? hasher_.verify(tried->official->password_hash, text) : hasher_.verify_nobody(text);
  } catch (const PasswordHasher::TooBusy&) {
    store_.write([&](store::Writer& writer) {
      for (const auto& subject : tried->subjects) take_back_failure(writer, subject);
    });
    return refuse("identity.busy");
  }
  if (!right) return refuse("identity.sign_in_wrong", "/password");
  return open_session(*tried, device, now);
}

Expected<SignedIn> Sessions::open_session(const Tried& tried, std::string_view device, Instant now) {
  const Official& official = tried.official->official;
  const Bytes token = random_.bytes(token_bytes);
  const Digest digest = sha256(token);
  const LocalDate today = local_date(now, settings_.offset);
  const auto posts = store_.write([&](store::Writer& writer) {
    // The right password clears its own account; an address keeps what it did to other accounts.
    for (const auto& subject : tried.subjects) {
      if (subject.starts_with("account "))
        forget_failures(writer, subject);
      else
        take_back_failure(writer, subject);
    }
    auto held = posts_on(writer, official.id, today);
    if (!held.own.empty()) insert_session(writer, digest, official.id, now, device);
    return held;
  });
  if (posts.own.empty()) return refuse("identity.no_post", "/account", {{"account", official.account}});
  auto caller = make_caller(official, posts, token, now);
  keep(digest, caller, now, now);
  return SignedIn{to_base64url(token), std::move(caller)};
}

Sessions::Posts Sessions::posts_on(store::Reader& reader, const Uuid& official, LocalDate day) {
  Posts posts{posts_of(reader, official), covered_by(reader, official, day)};
  std::erase_if(posts.own, [&](const Post& post) { return !post.valid_on(day); });
  return posts;
}

std::shared_ptr<const Caller> Sessions::make_caller(const Official& official, Posts posts, ByteView token,
                                                    Instant created) const {
  return std::make_shared<const Caller>(official, std::move(posts.own), csrf_of(token),
                                        created + settings_.absolute, organisation_,
                                        std::move(posts.covered));
}

void Sessions::keep(const Digest& digest, std::shared_ptr<const Caller> caller, Instant now,
                    Instant stored_seen_at) {
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= most_kept) {
    std::erase_if(kept_, [&](const auto& entry) { return now - entry.second.read_at >= settings_.cached; });
  }
  if (kept_.size() >= most_kept) kept_.clear();
  kept_.insert_or_assign(digest, Kept{std::move(caller), now, now, stored_seen_at});
}

std::shared_ptr<const Caller> Sessions::caller_of(std::string_view token) {
  const auto bytes = from_base64url(token);
  if (!bytes || bytes->size() != token_bytes) return nullptr;
  const Instant now = clock_.now();
  const Digest digest = sha256(*bytes);
  std::optional<Instant> seen_before;
  {
    const std::lock_guard lock(mutex_);
    const auto it = kept_.find(digest);
    if (it != kept_.end()) {
      Kept& kept = it->second;
      seen_before = kept.seen_at;
      const bool fresh =
          now - kept.read_at < settings_.cached && now - kept.stored_seen_at < written_down_every;
      const bool alive = now < kept.caller->session_ends() && now - kept.seen_at < settings_.idle;
      if (fresh && alive) {
        kept.seen_at = now;
        return kept.caller;
      }
    }
  }
  return read_caller(digest, *bytes, now, seen_before);
}

std::shared_ptr<const Caller> Sessions::read_caller(const Digest& digest, ByteView token, Instant now,
                                                    std::optional<Instant> seen_before) {
  const LocalDate today = local_date(now, settings_.offset);
  Posts posts;
  const auto session = store_.read([&](store::Reader& reader) {
    auto found = find_session(reader, digest);
    if (found) posts = posts_on(reader, found->official.id, today);
    return found;
  });
  const Instant seen =
      session ? std::max(session->last_seen_at, seen_before.value_or(Instant::min())) : Instant::min();
  const bool alive = session && now - session->created_at < settings_.absolute && now - seen < settings_.idle;
  if (!alive) {
    const std::lock_guard lock(mutex_);
    kept_.erase(digest);
    return nullptr;
  }
  Instant stored = session->last_seen_at;
  if (now - stored >= written_down_every) {
    try {
      store_.write([&](store::Writer& writer) { touch_session(writer, digest, now); });
      stored = now;
    } catch (const store::StoreFailed&) {
      // A full disk stops writing; whoever is signed in may still read.
    }
  }
  auto caller = make_caller(session->official, std::move(posts), token, session->created_at);
  keep(digest, caller, now, stored);
  return caller;
}

void Sessions::sign_out(std::string_view token) {
  const auto bytes = from_base64url(token);
  if (!bytes || bytes->size() != token_bytes) return;
  const Digest digest = sha256(*bytes);
  store_.write([&](store::Writer& writer) { delete_session(writer, digest); });
  const std::lock_guard lock(mutex_);
  kept_.erase(digest);
}

std::vector<OpenSession> Sessions::sessions_of(const Uuid& official) {
  const Instant now = clock_.now();
  return store_.read([&](store::Reader& reader) {
    return identity::sessions_of(reader, official, now - settings_.idle, now - settings_.absolute);
  });
}

Expected<void> Sessions::end_session(const Uuid& official, const Uuid& session) {
  auto ended = store_.write([&](store::Writer& writer) -> Expected<void> {
    if (!delete_session_of(writer, official, session)) return refuse("identity.session_unknown");
    return {};
  });
  forget(official);
  return ended;
}

void Sessions::end_all(const Uuid& official, const std::function<void(store::Writer&)>& trace) {
  store_.write([&](store::Writer& writer) {
    delete_sessions_of(writer, official);
    if (trace) trace(writer);
  });
  forget(official);
}

void Sessions::forget(const Uuid& official) {
  const std::lock_guard lock(mutex_);
  std::erase_if(kept_, [&](const auto& entry) { return entry.second.caller->official().id == official; });
}

}  // namespace motcua::identity
