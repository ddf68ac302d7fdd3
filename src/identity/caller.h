#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "identity/official.h"
#include "identity/permission.h"

namespace motcua::identity {

// The official behind a request, with the posts valid today. Immutable; a copy is kept for at most half a
// minute.
class Caller final : public http::Principal {
 public:
  Caller(Official official, std::vector<Post> posts, std::string csrf, Instant session_ends,
         organisation::Organisation organisation, std::vector<CoveredPost> covered = {})
      : official_(std::move(official)),
        posts_(std::move(posts)),
        covered_(std::move(covered)),
        csrf_(std::move(csrf)),
        session_ends_(session_ends),
        organisation_(std::move(organisation)) {}

  std::string account() const override { return official_.id.text(); }
  const Official& official() const { return official_; }
  const std::vector<Post>& posts() const { return posts_; }
  // Posts of absent or delegating officials that the caller acts for today. What they give counts as the
  // caller's own in `may` and `post_for`, within the units of those posts.
  const std::vector<CoveredPost>& covered() const { return covered_; }
  // The caller's own post behind `post`, which is the caller's own or covered: who acts, and what is recorded
  // as the holder.
  const Uuid& acting_id(const Post& post) const;
  bool covers(const Uuid& post) const;
  const std::string& csrf() const { return csrf_; }
  Instant session_ends() const { return session_ends_; }  // at the latest

  bool may(std::string_view permission) const { return post_for(permission, {}) != nullptr; }
  bool may(std::string_view permission, std::string_view unit) const {
    return post_for(permission, unit) != nullptr;
  }
  // The post in which the caller does this, for the event's actor; null when there is none. With an empty
  // unit: any. One's own posts come before those that are covered.
  const Post* post_for(std::string_view permission, std::string_view unit) const;
  bool holds(const Uuid& post) const;
  // dossier.read for the unit, or dossier.read_province.
  bool may_read_dossiers_of(std::string_view unit) const;
  std::vector<std::string> permissions() const;

 private:
  Official official_;
  std::vector<Post> posts_;
  std::vector<CoveredPost> covered_;
  std::string csrf_;
  Instant session_ends_;
  organisation::Organisation organisation_;
};

// CHECKs that the gate let somebody in: for handlers of routes that are not public.
const Caller& caller_of(const http::Request& request);
// Null on a public route without a session.
const Caller* caller_if_any(const http::Request& request);

// identity.forbidden naming the roles that do this work; `names` of people who do it here, if known.
Problem forbidden(std::string_view permission, Language language, const std::vector<std::string>& names = {});

}  // namespace motcua::identity
