#include "identity/accounts.h"

#include <algorithm>

#include "base/text.h"
#include "identity/password.h"
#include "identity/sessions.h"
#include "identity/store.h"

namespace motcua::identity {

Accounts::Accounts(store::Store& store, organisation::Organisation organisation, const Clock& clock,
                   Random& random, PasswordHasher& hasher, Sessions& sessions, UtcOffset offset)
    : store_(store),
      organisation_(std::move(organisation)),
      clock_(clock),
      random_(random),
      hasher_(hasher),
      sessions_(sessions),
      offset_(offset) {}

void Accounts::add_post_faults(const NewPost& asked, const std::string& field, Problems& faults) const {
  if (asked.role.empty()) {
    faults.push_back({"identity.role_missing", field + "/role"});
  } else if (!role_of(asked.role)) {
    faults.push_back({"identity.role_unknown", field + "/role", {{"role", asked.role}}});
  }
  const organisation::Unit* unit = organisation_.find(asked.unit);
  if (asked.unit.empty()) {
    faults.push_back({"identity.unit_missing", field + "/unit"});
  } else if (unit == nullptr) {
    faults.push_back({"identity.unit_unknown", field + "/unit", {{"unit", asked.unit}}});
  }
  if (unit != nullptr && !asked.office.empty() && !organisation_.within(asked.office, asked.unit)) {
    faults.push_back({"identity.office_outside",
                      field + "/office",
                      {{"office", asked.office}, {"unit", unit->in_sentence.vi}}});
  }
  if (asked.valid_to && *asked.valid_to < asked.valid_from) {
    faults.push_back({"identity.dates_reversed",
                      field + "/valid_to",
                      {{"from", organisation::official_date(asked.valid_from)},
                       {"to", organisation::official_date(*asked.valid_to)}}});
  }
}

Problems Accounts::faults_of(const NewOfficial& asked) const {
  Problems faults;
  if (asked.account.empty()) {
    faults.push_back({"identity.account_missing", "/account"});
  } else if (!valid_account(asked.account)) {
    faults.push_back({"identity.account_malformed", "/account", {{"account", asked.account}}});
  }
  if (tidy(asked.display_name).empty()) faults.push_back({"identity.name_missing", "/display_name"});
  if (asked.password) {
    const auto more = password_faults(*asked.password, asked.account, asked.display_name);
    faults.insert(faults.end(), more.begin(), more.end());
  }
  for (std::size_t i = 0; i < asked.posts.size(); ++i) {
    add_post_faults(asked.posts[i], "/posts/" + std::to_string(i), faults);
  }
  return faults;
}

Post Accounts::made(const NewPost& asked, const Uuid& official) const {
  return {asked.id ? *asked.id : Uuid::v7(clock_.now(), random_),
          official,
          *role_of(asked.role),
          asked.unit,
          asked.office,
          tidy(asked.title),
          asked.valid_from,
          asked.valid_to};
}

Expected<CreatedOfficial> Accounts::create_official(const NewOfficial& asked, const Trace& trace) {
  if (auto faults = faults_of(asked); !faults.empty()) return refuse(std::move(faults));
  CreatedOfficial created;
  const Instant now = clock_.now();
  created.official = {asked.id ? *asked.id : Uuid::v7(now, random_), asked.account, tidy(asked.display_name),
                      !asked.password.has_value(), now};
  if (!asked.password) created.temporary_password = make_temporary_password(random_);
  for (const auto& post : asked.posts) created.posts.push_back(made(post, created.official.id));
  const std::string hash = hasher_.hash(password_text(asked.password.value_or(created.temporary_password)));

  return store_.write([&](store::Writer& writer) -> Expected<CreatedOfficial> {
    if (const auto other = find_official(writer, created.official.account)) {
      if (other->official.id != created.official.id) {
        return refuse("identity.account_taken", "/account", {{"account", created.official.account}});
      }
      return CreatedOfficial{other->official, posts_of(writer, other->official.id), {}};
    }
    if (const auto same = find_official(writer, created.official.id)) {
      return refuse("identity.official_exists", "/account", {{"account", same->official.account}});
    }
    insert_official(writer, created.official, hash);
    for (const auto& post : created.posts) insert_post(writer, post);
    if (trace) trace(writer);
    return created;
  });
}

Expected<Post> Accounts::add_post(const Uuid& official, const NewPost& asked, const Trace& trace) {
  Problems faults;
  add_post_faults(asked, "", faults);
  if (!faults.empty()) return refuse(std::move(faults));
  const Post post = made(asked, official);
  auto added = store_.write([&](store::Writer& writer) -> Expected<Post> {
    if (!find_official(writer, official)) return refuse("identity.official_unknown");
    if (const auto same = find_post(writer, post.id); same && same->post.official == official)
      return same->post;
    insert_post(writer, post);
    if (trace) trace(writer);
    return post;
  });
  sessions_.forget(official);
  return added;
}

Expected<Post> Accounts::end_post(const Uuid& official, const Uuid& id, LocalDate last_day,
                                  const Trace& trace) {
  auto ended = store_.write([&](store::Writer& writer) -> Expected<Post> {
    auto found = find_post(writer, id);
    if (!found || found->post.official != official) return refuse("identity.post_unknown");
    Post& post = found->post;
    if (post.valid_to && *post.valid_to == last_day) return post;
    if (post.valid_to && *post.valid_to < last_day) {
      return refuse("identity.post_ended", "/last_day",
                    {{"date", organisation::official_date(*post.valid_to)}});
    }
    if (last_day < post.valid_from) {
      return refuse("identity.dates_reversed", "/last_day",
                    {{"from", organisation::official_date(post.valid_from)},
                     {"to", organisation::official_date(last_day)}});
    }
    if (post.role == Role::administrator) {
      const auto all = all_posts(writer);
      const bool another = std::any_of(all.begin(), all.end(), [&](const PostHolder& other) {
        return other.post.role == Role::administrator && other.post.id != id &&
               organisation_.within(post.unit, other.post.unit) &&
               other.post.valid_on(last_day + std::chrono::days{1});
      });
      if (!another) return refuse("identity.last_administrator");
    }
    identity::end_post(writer, id, last_day);
    if (trace) trace(writer);
    post.valid_to = last_day;
    return post;
  });
  sessions_.forget(official);
  return ended;
}

Expected<void> Accounts::set_password(const Uuid& id, std::string_view current, std::string_view next,
                                      std::string_view token) {
  const auto known = store_.read([&](store::Reader& reader) { return find_official(reader, id); });
  if (!known) return refuse("identity.official_unknown");
  auto faults = password_faults(next, known->official.account, known->official.display_name, "/next");
  const bool readable = valid_utf8(current);
  if (!readable || !hasher_.verify(known->password_hash, password_text(current))) {
    faults.insert(faults.begin(), {"identity.password_current_wrong", "/current"});
  } else if (faults.empty() && password_text(current) == password_text(next)) {
    faults.push_back({"identity.password_same", "/next"});
  }
  if (!faults.empty()) return refuse(std::move(faults));
  const std::string hash = hasher_.hash(password_text(next));
  const auto bytes = from_base64url(token);
  const Digest digest = sha256(bytes.value_or(Bytes{}));
  store_.write([&](store::Writer& writer) {
    update_password(writer, id, hash, false);
    delete_sessions_of(writer, id, &digest);
  });
  sessions_.forget(id);
  return {};
}

Expected<std::string> Accounts::reset_password(const Uuid& id, const Trace& trace) {
  const std::string password = make_temporary_password(random_);
  const std::string hash = hasher_.hash(password_text(password));
  auto reset = store_.write([&](store::Writer& writer) -> Expected<std::string> {
    const auto known = find_official(writer, id);
    if (!known) return refuse("identity.official_unknown");
    update_password(writer, id, hash, true);
    delete_sessions_of(writer, id);
    forget_failures(writer, "account " + known->official.account);
    if (trace) trace(writer);
    return password;
  });
  sessions_.forget(id);
  return reset;
}

Expected<Official> Accounts::official(const Uuid& id) const {
  const auto found = store_.read([&](store::Reader& reader) { return find_official(reader, id); });
  if (!found) return refuse("identity.official_unknown");
  return found->official;
}

std::vector<Post> Accounts::posts(const Uuid& official) const {
  return store_.read([&](store::Reader& reader) { return posts_of(reader, official); });
}

}  // namespace motcua::identity
