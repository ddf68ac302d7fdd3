#include "identity/store.h"

#include "base/check.h"
#include "identity/cover.h"
#include "identity/sql.h"

namespace motcua::identity {
namespace {

LocalDate date_of(const std::string& text) {
  const auto date = parse_date(text);
  CHECK(date.has_value());
  return *date;
}

std::optional<std::string> text_of(const std::optional<LocalDate>& date) {
  return date ? std::optional(format_iso(*date)) : std::nullopt;
}

Official official_from(const store::Row& row) {
  return {row.uuid(0), row.text(1), row.text(2), row.integer(3) != 0, row.instant(4)};
}

std::optional<StoredOfficial> stored_official(const std::optional<store::Row>& row) {
  if (!row) return std::nullopt;
  return StoredOfficial{official_from(*row), row->text(5)};
}

Post post_from(const store::Row& row) {
  const auto role = role_of(row.text(2));
  CHECK(role.has_value());
  const auto valid_to = row.text_or_null(7);
  return {row.uuid(0),
          row.uuid(1),
          *role,
          row.text(3),
          row.text(4),
          row.text(5),
          date_of(row.text(6)),
          valid_to ? std::optional(date_of(*valid_to)) : std::nullopt};
}

Cover::Kind kind_from(const std::string& text) {
  const auto kind = cover_kind_of(text);
  CHECK(kind.has_value());
  return *kind;
}

Cover cover_from(const store::Row& row) {
  return {row.uuid(0),          row.uuid(1), row.uuid(2),    kind_from(row.text(3)), date_of(row.text(4)),
          date_of(row.text(5)), row.uuid(6), row.instant(7), row.instant_or_null(8)};
}

std::vector<PostHolder> holders(const store::Rows& rows) {
  std::vector<PostHolder> list;
  for (const auto& row : rows) list.push_back({post_from(row), row.text(8), row.text(9)});
  return list;
}

}  // namespace

void insert_official(store::Writer& writer, const Official& official, std::string_view password_hash) {
  writer.execute(sql::insert_official, {official.id, official.account, official.display_name, password_hash,
                                        official.must_change_password ? 1 : 0, official.created_at});
}

void insert_post(store::Writer& writer, const Post& post) {
  const std::string from = format_iso(post.valid_from);
  const auto to = text_of(post.valid_to);
  writer.execute(sql::insert_post,
                 {post.id, post.official, name_of(post.role), post.unit, post.office, post.title, from, to});
}

void end_post(store::Writer& writer, const Uuid& post, LocalDate last_day) {
  const std::string day = format_iso(last_day);
  writer.execute(sql::end_post, {post, day});
}

void insert_cover(store::Writer& writer, const Cover& cover) {
  const std::string from = format_iso(cover.from), to = format_iso(cover.to);
  writer.execute(sql::insert_cover, {cover.id, cover.post, cover.by, name_of(cover.kind), from, to,
                                     cover.made_by, cover.made_at});
}

void end_cover(store::Writer& writer, const Uuid& cover, Instant now) {
  writer.execute(sql::end_cover, {cover, now});
}

std::optional<Cover> find_cover(store::Reader& reader, const Uuid& id) {
  const auto row = reader.one(sql::cover_by_id, {id});
  return row ? std::optional(cover_from(*row)) : std::nullopt;
}

std::vector<Cover> covers_of(store::Reader& reader, std::string_view unit, LocalDate first) {
  const std::string day = format_iso(first);
  std::vector<Cover> list;
  for (const auto& row : reader.run(sql::covers_of_unit, {unit, day})) list.push_back(cover_from(row));
  return list;
}

std::vector<CoveredPost> covered_by(store::Reader& reader, const Uuid& official, LocalDate day) {
  const std::string text = format_iso(day);
  std::vector<CoveredPost> list;
  for (const auto& row : reader.run(sql::covered_by_official, {official, text})) {
    list.push_back({post_from(row), row.uuid(8), kind_from(row.text(9))});
  }
  return list;
}

void lock_covers(store::Writer& writer, std::string_view unit) {
  writer.run(sql::lock_posts_of_unit, {unit});
}

void update_password(store::Writer& writer, const Uuid& official, std::string_view password_hash,
                     bool must_change) {
  writer.execute(sql::update_password, {official, password_hash, must_change ? 1 : 0});
}

std::optional<StoredOfficial> find_official(store::Reader& reader, const Uuid& id) {
  return stored_official(reader.one(sql::official_by_id, {id}));
}

std::optional<StoredOfficial> find_official(store::Reader& reader, std::string_view account) {
  return stored_official(reader.one(sql::official_by_account, {account}));
}

std::vector<Official> officials_after(store::Reader& reader, std::string_view account, int limit) {
  std::vector<Official> list;
  for (const auto& row : reader.run(sql::officials_after, {account, limit}))
    list.push_back(official_from(row));
  return list;
}

std::vector<Post> posts_of(store::Reader& reader, const Uuid& official) {
  std::vector<Post> list;
  for (const auto& row : reader.run(sql::posts_of_official, {official})) list.push_back(post_from(row));
  return list;
}

std::optional<PostHolder> find_post(store::Reader& reader, const Uuid& post) {
  const auto row = reader.one(sql::post_by_id, {post});
  if (!row) return std::nullopt;
  return PostHolder{post_from(*row), row->text(8), row->text(9)};
}

std::vector<PostHolder> all_posts(store::Reader& reader) { return holders(reader.run(sql::all_posts)); }

std::vector<PostHolder> posts_in(store::Reader& reader, std::string_view unit, LocalDate day) {
  const std::string on = format_iso(day);
  return holders(reader.run(sql::posts_of_unit, {unit, on}));
}

Uuid session_id(const Digest& digest) {
  Uuid id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

void insert_session(store::Writer& writer, const Digest& digest, const Uuid& official, Instant now,
                    std::string_view device) {
  writer.execute(sql::insert_session, {digest, official, now, device});
}

std::vector<OpenSession> sessions_of(store::Reader& reader, const Uuid& official, Instant seen_after,
                                     Instant begun_after) {
  std::vector<OpenSession> sessions;
  for (const auto& row : reader.run(sql::sessions_of, {official, seen_after, begun_after})) {
    Digest digest{};
    std::copy_n(row.bytes(0).begin(), digest.size(), digest.begin());
    sessions.push_back({session_id(digest), row.instant(1), row.instant(2), row.text(3)});
  }
  return sessions;
}

bool delete_session_of(store::Writer& writer, const Uuid& official, const Uuid& id) {
  return writer.execute(sql::delete_session_of, {official, id}) > 0;
}

std::optional<StoredSession> find_session(store::Reader& reader, const Digest& digest) {
  const auto row = reader.one(sql::session_by_digest, {digest});
  if (!row) return std::nullopt;
  return StoredSession{{row->uuid(0), row->text(3), row->text(4), row->integer(5) != 0, row->instant(6)},
                       row->instant(1),
                       row->instant(2)};
}

void touch_session(store::Writer& writer, const Digest& digest, Instant now) {
  writer.execute(sql::touch_session, {digest, now});
}

void delete_session(store::Writer& writer, const Digest& digest) {
  writer.execute(sql::delete_session, {digest});
}

void delete_sessions_of(store::Writer& writer, const Uuid& official, const Digest* except) {
  if (except == nullptr) {
    writer.execute(sql::delete_sessions_of, {official});
  } else {
    writer.execute(sql::delete_other_sessions, {official, *except});
  }
}

void delete_sessions_before(store::Writer& writer, Instant last_seen) {
  writer.execute(sql::delete_old_sessions, {last_seen});
}

Failures failures_of(store::Reader& reader, std::string_view subject) {
  const auto row = reader.one(sql::failures_of, {subject});
  return row ? Failures{static_cast<int>(row->integer(0)), row->instant(1)} : Failures{};
}

void record_failure(store::Writer& writer, std::string_view subject, Instant now) {
  writer.execute(sql::record_failure, {subject, now});
}

void take_back_failure(store::Writer& writer, std::string_view subject) {
  writer.execute(sql::take_back_failure, {subject});
}

void forget_failures(store::Writer& writer, std::string_view subject) {
  writer.execute(sql::forget_failures, {subject});
}

void forget_failures_before(store::Writer& writer, Instant instant) {
  writer.execute(sql::forget_old_failures, {instant});
}

}  // namespace motcua::identity
