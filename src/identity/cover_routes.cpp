#include "identity/cover_routes.h"

#include <algorithm>
#include <set>

#include "identity/access_log.h"
#include "identity/bodies.h"
#include "identity/colleagues.h"
#include "identity/cover.h"
#include "identity/store.h"

namespace motcua::identity {
namespace {

using http::head;
using http::Method;
using http::Request;

constexpr std::chrono::days kept_on_the_screen{90};  // after a cover's last day

bool may_arrange(const Caller& caller, const Post& post) {
  return caller.holds(post.id) || caller.may("cover.manage", post.unit);
}

std::string_view state_of(const Cover& cover, LocalDate today) {
  if (cover.ended_at) return "ended";
  if (today < cover.from) return "ahead";
  return today <= cover.to ? "now" : "over";
}

CoverPersonBody person(store::Reader& reader, const Uuid& post) {
  const auto holder = find_post(reader, post);
  return holder ? CoverPersonBody{post, holder->display_name, holder->post.title}
                : CoverPersonBody{post, "", ""};
}

CoverBody body_of(store::Reader& reader, const Caller& caller, const Cover& cover, LocalDate today) {
  const auto covered = find_post(reader, cover.post);
  const auto maker = find_official(reader, cover.made_by);
  const std::string_view state = state_of(cover, today);
  const bool open = state == "ahead" || state == "now";
  return {cover.id,
          std::string(name_of(cover.kind)),
          person(reader, cover.post),
          person(reader, cover.by),
          cover.from,
          cover.to,
          std::string(state),
          maker ? maker->official.display_name : "",
          open && covered && may_arrange(caller, covered->post)};
}

// The caller's own units; of each, what is the caller's own or all of it.
CoversBody list_covers(Identity& identity, const Request& request) {
  const Caller& caller = caller_of(request);
  const LocalDate today = identity.today();
  CoversBody body;
  body.today = today;
  std::set<std::string> units;
  for (const Post& post : caller.posts()) units.insert(post.unit);
  identity.store.read([&](store::Reader& reader) {
    for (const auto& unit : units) {
      for (const auto& cover : covers_of(reader, unit, today - kept_on_the_screen)) {
        const bool concerns = caller.holds(cover.post) || caller.holds(cover.by);
        if (concerns || caller.may("cover.manage", unit)) {
          body.covers.push_back(body_of(reader, caller, cover, today));
        }
      }
      for (const auto& each : colleagues_of(reader, unit, today)) {
        if (may_arrange(caller, each.post)) {
          body.posts.push_back({each.post.id, each.display_name, each.post.title});
        }
      }
    }
  });
  return body;
}

// Everybody whose sessions remember what they cover for looks again.
void forget(Identity& identity, const Uuid& post) {
  const auto holder = identity.store.read([&](store::Reader& reader) { return find_post(reader, post); });
  if (holder) identity.sessions.forget(holder->post.official);
}

void trace(store::Writer& writer, const Caller& caller, const char* did, const PostHolder& whose,
           const std::string& unit, Instant now) {
  record_access(writer, caller, "work.read", unit, std::nullopt,
                message(Language::vi, did, {{"account", whose.account}}), now);
}

Expected<CoverBody> arrange(Identity& identity, const Request& request, const NewCoverBody& asked) {
  const Caller& caller = caller_of(request);
  const Instant now = identity.clock.now();
  const LocalDate today = identity.today();
  const auto kind = cover_kind_of(asked.kind);
  if (!kind) return refuse("identity.cover_kind", "/kind");
  const Uuid id = asked.id ? *asked.id : Uuid::v7(now, identity.random);
  auto made = identity.store.write([&](store::Writer& writer) -> Expected<CoverBody> {
    const auto post = find_post(writer, asked.post);
    if (!post) return refuse("identity.post_unknown", "/post");
    if (!may_arrange(caller, post->post)) return refuse({forbidden("cover.manage", request.language)});
    const auto by = find_post(writer, asked.by);
    if (!by) return refuse("identity.post_unknown", "/by");
    lock_covers(writer, post->post.unit);
    const Cover cover{id, asked.post, asked.by, *kind, asked.from, asked.to, caller.official().id, now, {}};
    if (const auto same = find_cover(writer, id)) {
      const bool repeated = same->post == cover.post && same->by == cover.by && same->kind == cover.kind &&
                            same->from == cover.from && same->to == cover.to;
      if (!repeated) return refuse("identity.cover_id_taken", "/id");
      return body_of(writer, caller, *same, today);
    }
    auto faults = cover_faults({post->post, by->post, *kind, asked.from, asked.to},
                               covers_of(writer, post->post.unit, asked.from), today);
    if (!faults.empty()) return refuse(std::move(faults));
    insert_cover(writer, cover);
    trace(writer, caller, "identity.did.cover", *post, post->post.unit, now);
    return body_of(writer, caller, cover, today);
  });
  if (made) forget(identity, asked.by);
  return made;
}

Expected<CoverBody> take_back(Identity& identity, const Request& request) {
  const Caller& caller = caller_of(request);
  const auto id = Uuid::parse(request.param("id"));
  if (!id) return refuse("identity.cover_unknown");
  const Instant now = identity.clock.now();
  auto ended = identity.store.write([&](store::Writer& writer) -> Expected<CoverBody> {
    auto cover = find_cover(writer, *id);
    const auto post = cover ? find_post(writer, cover->post) : std::nullopt;
    if (!post) return refuse("identity.cover_unknown");
    if (!may_arrange(caller, post->post)) return refuse({forbidden("cover.manage", request.language)});
    if (!cover->ended_at) {
      end_cover(writer, *id, now);
      trace(writer, caller, "identity.did.end_cover", *post, post->post.unit, now);
      cover->ended_at = now;
    }
    return body_of(writer, caller, *cover, identity.today());
  });
  if (ended) forget(identity, ended->by.post);
  return ended;
}

}  // namespace

void add_cover_routes(http::Router& router, Identity& identity) {
  router.add(http::json_route<CoversBody>(
      head(Method::get, "/api/covers", "work.read",
           "Who does whose work: the caller's own, or all of the unit for who arranges them."),
      [&identity](const Request& request) -> Expected<CoversBody> {
        return list_covers(identity, request);
      }));
  router.add(http::json_route<NewCoverBody, CoverBody>(
      head(Method::post, "/api/covers", "work.read",
           "Puts a post's work into the hands of another post from one day to another."),
      [&identity](const Request& request, const NewCoverBody& body) {
        return arrange(identity, request, body);
      },
      201));
  router.add(http::json_route<CoverBody>(
      head(Method::post, "/api/covers/{id}/end", "work.read", "Takes a cover back, from now on."),
      [&identity](const Request& request) { return take_back(identity, request); }));
}

}  // namespace motcua::identity
