#include "identity/routes.h"

#include <limits>

#include "base/text.h"
#include "identity/access_log.h"
#include "identity/bodies.h"
#include "identity/colleagues.h"
#include "identity/cover_routes.h"
#include "identity/device.h"
#include "identity/gate.h"
#include "identity/store.h"

namespace motcua::identity {
namespace {

using http::head;
using http::Method;
using http::Request;

constexpr int page_size = 50;

SessionBody session_body(const Caller& caller, const organisation::Organisation& organisation,
                         Language language) {
  const Official& official = caller.official();
  SessionBody body{{official.id, official.display_name, official.account},
                   {},
                   caller.permissions(),
                   caller.csrf(),
                   official.must_change_password,
                   caller.session_ends()};
  for (const Post& post : caller.posts()) body.posts.push_back(body_of(post, organisation, language));
  return body;
}

std::pair<std::string, std::string> session_cookie(const Identity& identity, std::string token,
                                                   long seconds) {
  return {"Set-Cookie", http::set_cookie({.name = std::string(Sessions::cookie_name),
                                          .value = std::move(token),
                                          .path = "/",
                                          .max_age_seconds = seconds,
                                          .http_only = true,
                                          .same_site = "Lax",
                                          .secure = identity.settings.secure_cookie})};
}

Expected<http::Reply<SessionBody>> sign_in(Identity& identity, const Request& request,
                                           const SignInBody& body) {
  auto signed_in = identity.sessions.sign_in(body.account, body.password, request.peer,
                                             device_of(request.header("user-agent")));
  if (!signed_in) return refuse(signed_in.error());
  const long seconds = std::chrono::seconds(identity.settings.absolute).count();
  return http::Reply<SessionBody>{session_body(*signed_in->caller, identity.organisation, request.language),
                                  0,
                                  {session_cookie(identity, signed_in->token, seconds)}};
}

void add_session_routes(http::Router& router, Identity& identity) {
  router.add(http::json_route<SignInBody, SessionBody>(
      head(Method::post, "/api/session", "public", "Sign in; sets the session cookie."),
      [&identity](const Request& request, const SignInBody& body) {
        return sign_in(identity, request, body);
      }));
  router.add(http::json_route<SessionBody>(
      head(Method::get, "/api/session", "public", "Who is signed in; 401 when nobody is."),
      [&identity](const Request& request) -> Expected<SessionBody> {
        const Caller* caller = caller_if_any(request);
        if (caller == nullptr) return refuse("identity.sign_in_needed");
        return session_body(*caller, identity.organisation, request.language);
      }));
  router.add(http::json_route<http::Nothing>(
      head(Method::remove, "/api/session", any_session, "Sign out; forgets the session cookie."),
      [&identity](const Request& request) -> Expected<http::Reply<http::Nothing>> {
        identity.sessions.sign_out(request.cookie(Sessions::cookie_name));
        return http::Reply<http::Nothing>{{}, 0, {session_cookie(identity, "", 0)}};
      }));
  router.add(http::json_route<PasswordBody, http::Nothing>(
      head(Method::post, "/api/password", any_session,
           "Change the own password; other sessions of the official end."),
      [&identity](const Request& request, const PasswordBody& body) -> Expected<http::Nothing> {
        const auto set = identity.accounts.set_password(caller_of(request).official().id, body.current,
                                                        body.next, request.cookie(Sessions::cookie_name));
        if (!set) return refuse(set.error());
        return http::Nothing{};
      }));
}

OpenSessionsBody own_sessions(Identity& identity, const Request& request) {
  const auto token = from_base64url(request.cookie(Sessions::cookie_name));
  const Uuid current = session_id(sha256(token.value_or(Bytes{})));
  OpenSessionsBody body;
  for (const auto& session : identity.sessions.sessions_of(caller_of(request).official().id)) {
    body.sessions.push_back(
        {session.id, session.device, session.created_at, session.last_seen_at, session.id == current});
  }
  return body;
}

void add_open_session_routes(http::Router& router, Identity& identity) {
  router.add(http::json_route<OpenSessionsBody>(
      head(Method::get, "/api/sessions", any_session, "Where one is signed in, last used first."),
      [&identity](const Request& request) -> Expected<OpenSessionsBody> {
        return own_sessions(identity, request);
      }));
  router.add(http::json_route<http::Nothing>(
      head(Method::remove, "/api/sessions/{id}", any_session, "End one of one's own sessions."),
      [&identity](const Request& request) -> Expected<http::Nothing> {
        const auto id = Uuid::parse(request.param("id"));
        if (!id) return refuse("identity.session_unknown");
        const auto ended = identity.sessions.end_session(caller_of(request).official().id, *id);
        if (!ended) return refuse(ended.error());
        return http::Nothing{};
      }));
}

// The official that an administrator may act on: every post, ended ones too, lies where the administrator's
// reaches.
Expected<Official> manageable(Identity& identity, const Request& request) {
  const auto id = Uuid::parse(request.param("id"));
  if (!id) return refuse("identity.official_unknown");
  auto official = identity.accounts.official(*id);
  if (!official) return official;
  for (const Post& post : identity.accounts.posts(*id)) {
    if (!caller_of(request).may("account.manage", post.unit)) {
      return refuse({forbidden("account.manage", request.language)});
    }
  }
  return official;
}

std::optional<Problem> outside(const Request& request, const NewPostBody& post) {
  // An unknown unit is told as such later, by the command.
  const Caller& caller = caller_of(request);
  if (caller.may("account.manage", post.unit) || post.unit.empty()) return std::nullopt;
  return forbidden("account.manage", request.language);
}

// Who gave, ended or reset what, in the same log as looks at private data.
Trace traced(const Identity& identity, const Request& request, std::string_view did,
             const std::string& account) {
  return [&identity, &request, did, account](store::Writer& writer) {
    record_access(writer, caller_of(request), "account.manage", "", std::nullopt,
                  message(Language::vi, did, {{"account", account}}), identity.clock.now());
  };
}

Expected<CreatedBody> create_official(Identity& identity, const Request& request,
                                      const NewOfficialBody& body) {
  NewOfficial wanted{body.id, body.account, body.display_name, std::nullopt, {}};
  for (const NewPostBody& post : body.posts) {
    const bool known = identity.organisation.find(post.unit) != nullptr;
    if (auto problem = known ? outside(request, post) : std::nullopt) return refuse({std::move(*problem)});
    wanted.posts.push_back(asked(post));
  }
  const auto created = identity.accounts.create_official(
      wanted, traced(identity, request, "identity.did.create", wanted.account));
  if (!created) return refuse(created.error());
  return CreatedBody{body_of(created->official, created->posts, identity.organisation, request.language),
                     created->temporary_password};
}

// Every word typed stands in the name, the account or the unit of a post.
bool matches(const OfficialBody& official, const std::vector<std::string>& typed) {
  std::string text = official.name + ' ' + official.account;
  for (const PostBody& post : official.posts) text += ' ' + post.unit.name + ' ' + post.title;
  const std::string key = search_key(text);
  return std::all_of(typed.begin(), typed.end(),
                     [&](const std::string& word) { return key.find(word) != std::string::npos; });
}

// One page of those whom the caller may manage; without words, of all of them.
OfficialsBody list_officials(Identity& identity, const Request& request, const std::string& query,
                             std::string after) {
  const auto typed = words(search_key(query));
  const Caller& caller = caller_of(request);
  OfficialsBody body;
  identity.store.read([&](store::Reader& reader) {
    for (;;) {
      const auto officials = officials_after(reader, after, page_size);
      for (const Official& official : officials) {
        after = official.account;
        const auto posts = posts_of(reader, official.id);
        const bool mine = std::all_of(posts.begin(), posts.end(), [&](const Post& post) {
          return caller.may("account.manage", post.unit);
        });
        if (!mine) continue;
        auto one = body_of(official, posts, identity.organisation, request.language);
        if (!matches(one, typed)) continue;
        body.officials.push_back(std::move(one));
        if (body.officials.size() == static_cast<std::size_t>(page_size)) {
          body.next = after;
          return;
        }
      }
      if (officials.size() < static_cast<std::size_t>(page_size)) return;
    }
  });
  return body;
}

Expected<OfficialBody> show_official(Identity& identity, const Request& request) {
  const auto official = manageable(identity, request);
  if (!official) return refuse(official.error());
  return body_of(*official, identity.accounts.posts(official->id), identity.organisation, request.language);
}

Expected<PostBody> add_post(Identity& identity, const Request& request, const NewPostBody& body) {
  const auto official = manageable(identity, request);
  if (!official) return refuse(official.error());
  const bool known = identity.organisation.find(body.unit) != nullptr;
  if (auto problem = known ? outside(request, body) : std::nullopt) return refuse({std::move(*problem)});
  const auto post = identity.accounts.add_post(
      official->id, asked(body), traced(identity, request, "identity.did.give_post", official->account));
  if (!post) return refuse(post.error());
  return body_of(*post, identity.organisation, request.language);
}

Expected<PostBody> end_post(Identity& identity, const Request& request, const EndPostBody& body) {
  const auto official = manageable(identity, request);
  if (!official) return refuse(official.error());
  const auto id = Uuid::parse(request.param("post"));
  if (!id) return refuse("identity.post_unknown");
  const auto post =
      identity.accounts.end_post(official->id, *id, body.last_day,
                                 traced(identity, request, "identity.did.end_post", official->account));
  if (!post) return refuse(post.error());
  return body_of(*post, identity.organisation, request.language);
}

void add_official_routes(http::Router& router, Identity& identity) {
  constexpr std::string_view access = "account.manage";
  router.add(http::json_route<OfficialsBody>(
      head(Method::get, "/api/officials", access, "Accounts in order of their names, 50 a page.",
           {{"after", "The value of next of the page before."}}),
      [&identity](const Request& request) -> Expected<OfficialsBody> {
        return list_officials(identity, request, {}, std::string(request.query_value("after")));
      }));
  router.add(http::json_route<OfficialSearchBody, OfficialsBody>(
      head(Method::post, "/api/officials/search", access,
           "Accounts by words of the name, the account or a post's unit, with or without accents."),
      [&identity](const Request& request, const OfficialSearchBody& body) -> Expected<OfficialsBody> {
        return list_officials(identity, request, body.q, body.after);
      }));
  router.add(http::json_route<OfficialBody>(
      head(Method::get, "/api/officials/{id}", access, "One account with its posts, ended ones too."),
      [&identity](const Request& request) { return show_official(identity, request); }));
  router.add(http::json_route<NewOfficialBody, CreatedBody>(
      head(Method::post, "/api/officials", access,
           "Create an account with a temporary password and its posts."),
      [&identity](const Request& request, const NewOfficialBody& body) {
        return create_official(identity, request, body);
      },
      201));
  router.add(http::json_route<NewPostBody, PostBody>(
      head(Method::post, "/api/officials/{id}/posts", access, "Give an official another post."),
      [&identity](const Request& request, const NewPostBody& body) {
        return add_post(identity, request, body);
      },
      201));
  router.add(http::json_route<EndPostBody, PostBody>(
      head(Method::post, "/api/officials/{id}/posts/{post}/end", access, "Say a post's last day."),
      [&identity](const Request& request, const EndPostBody& body) {
        return end_post(identity, request, body);
      }));
  router.add(http::json_route<TemporaryPasswordBody>(
      head(Method::post, "/api/officials/{id}/password", access,
           "Replace a forgotten password by a temporary one; the official's sessions end."),
      [&identity](const Request& request) -> Expected<TemporaryPasswordBody> {
        const auto official = manageable(identity, request);
        if (!official) return refuse(official.error());
        auto password = identity.accounts.reset_password(
            official->id, traced(identity, request, "identity.did.reset", official->account));
        if (!password) return refuse(password.error());
        return TemporaryPasswordBody{*password};
      }));
  router.add(http::json_route<http::Nothing>(
      head(Method::remove, "/api/officials/{id}/sessions", access, "End every session of an official."),
      [&identity](const Request& request) -> Expected<http::Nothing> {
        const auto official = manageable(identity, request);
        if (!official) return refuse(official.error());
        identity.sessions.end_all(official->id,
                                  traced(identity, request, "identity.did.end_sessions", official->account));
        return http::Nothing{};
      }));
}

Expected<ColleaguesBody> list_colleagues(Identity& identity, const Request& request,
                                         const OpenDossiers& open) {
  const Caller& caller = caller_of(request);
  std::string unit(request.query_value("unit"));
  if (unit.empty()) unit = caller.post_for("work.read", {})->unit;
  if (identity.organisation.find(unit) == nullptr)
    return refuse("identity.unit_unknown", "?unit", {{"unit", unit}});
  if (!caller.may("work.read", unit)) return refuse({forbidden("work.read", request.language)});
  const LocalDate today = identity.today();
  std::vector<PostHolder> holders;
  std::map<Uuid, std::pair<LocalDate, std::string>> away;  // until when, and who does the work
  identity.store.read([&](store::Reader& reader) {
    holders = colleagues_of(reader, unit, today);
    away.clear();
    for (const auto& cover : covers_of(reader, unit, today)) {
      if (cover.kind != Cover::Kind::absence || !cover.holds_on(today)) continue;
      const auto by = find_post(reader, cover.by);
      away[cover.post] = {cover.to, by ? by->display_name : ""};
    }
  });
  const auto counts = open ? open(unit) : std::map<Uuid, std::int64_t>{};
  ColleaguesBody body;
  for (const PostHolder& holder : holders) {
    const Post& post = holder.post;
    ColleagueBody one{
        post.id, holder.display_name, post.title, std::string(name_of(post.role)), post.office, {}, {}, {}};
    if (const auto found = away.find(post.id); found != away.end()) {
      one.away_until = found->second.first;
      one.covered_by = found->second.second;
    }
    if (open) {
      const auto count = counts.find(post.id);
      one.open_dossiers = count == counts.end() ? 0 : count->second;
    }
    body.officials.push_back(std::move(one));
  }
  return body;
}

// Where the official who looked works; the province when no post is known, so that nobody below sees it.
std::string unit_of(Identity& identity, const std::optional<Uuid>& post) {
  const auto holder = identity.store.read(
      [&](store::Reader& reader) { return post ? find_post(reader, *post) : std::optional<PostHolder>{}; });
  return holder ? holder->post.unit : identity.organisation.province().code;
}

Expected<AccessesBody> list_accesses(Identity& identity, const Request& request) {
  const std::string_view before_text = request.query_value("before");
  const std::string_view dossier_text = request.query_value("dossier");
  const auto before =
      before_text.empty() ? std::optional(std::numeric_limits<long long>::max()) : parse_integer(before_text);
  const auto dossier = Uuid::parse(dossier_text);
  if (!before) return refuse("identity.page_wrong", "?before", {{"value", std::string(before_text)}});
  if (!dossier && !dossier_text.empty()) {
    return refuse("identity.page_wrong", "?dossier", {{"value", std::string(dossier_text)}});
  }
  AccessesBody body;
  const auto entries = identity.store.read(
      [&](store::Reader& reader) { return read_access(reader, dossier, *before, page_size); });
  const Caller& caller = caller_of(request);
  const bool all = caller.may("audit.read", identity.organisation.province().code);
  for (const AccessEntry& entry : entries) {
    const AccessRecord& record = entry.record;
    if (!all && !caller.may("audit.read", unit_of(identity, record.post))) continue;
    body.accesses.push_back(
        {record.at, entry.display_name, record.official, record.post, record.dossier, record.reason});
  }
  if (entries.size() == static_cast<std::size_t>(page_size)) body.next = entries.back().position;
  return body;
}

}  // namespace

void add_routes(http::Router& router, Identity& identity, OpenDossiers open_dossiers) {
  add_session_routes(router, identity);
  add_open_session_routes(router, identity);
  add_official_routes(router, identity);
  add_cover_routes(router, identity);
  router.add(http::json_route<ColleaguesBody>(
      head(Method::get, "/api/colleagues", "work.read", "Who works in a unit or one of its offices today.",
           {{"unit", "Code of the unit or office; without it, the caller's own."}}),
      [&identity, open = std::move(open_dossiers)](const Request& request) {
        return list_colleagues(identity, request, open);
      }));
  router.add(http::json_route<AccessesBody>(
      head(Method::get, "/api/access-log", "audit.read",
           "Who looked at private data, newest first, 50 a page.",
           {{"dossier", "Only this dossier."},
            {"before", "The value of next of the page before.", false, "integer"}}),
      [&identity](const Request& request) { return list_accesses(identity, request); }));
}

}  // namespace motcua::identity
