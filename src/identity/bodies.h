#pragma once
#include "http/shape.h"
#include "identity/service.h"

namespace motcua::identity {

struct UnitBody {
  std::string code, name;
};
struct PostBody {
  Uuid id;
  std::string role, role_name;
  UnitBody unit;
  std::string office, office_name, title;
  LocalDate valid_from{};
  std::optional<LocalDate> valid_to;
};
struct PersonBody {
  Uuid id;
  std::string name, account;
};
struct SessionBody {
  PersonBody official;
  std::vector<PostBody> posts;
  std::vector<std::string> permissions;
  std::string csrf;
  bool must_change_password = false;
  Instant ends_at{};
};
struct OpenSessionBody {
  Uuid id;
  std::string device;
  Instant since{}, last_used{};
  bool current = false;
};
struct OpenSessionsBody {
  std::vector<OpenSessionBody> sessions;
};
struct SignInBody {
  std::string account, password;
};
struct PasswordBody {
  std::string current, next;
};
struct NewPostBody {
  std::optional<Uuid> id;
  std::string role, unit, office, title;
  LocalDate valid_from{};
  std::optional<LocalDate> valid_to;
};
struct NewOfficialBody {
  std::optional<Uuid> id;
  std::string account, display_name;
  std::vector<NewPostBody> posts;
};
struct OfficialBody {
  Uuid id;
  std::string account, name;
  bool must_change_password = false;
  std::vector<PostBody> posts;
};
struct CreatedBody {
  OfficialBody official;
  std::string temporary_password;
};
struct OfficialsBody {
  std::vector<OfficialBody> officials;
  std::optional<std::string> next;
};
struct OfficialSearchBody {
  std::string q;  // in the body and not in the address: names of people stay out of proxies' logs
  std::string after;
};
struct EndPostBody {
  LocalDate last_day{};
};
struct TemporaryPasswordBody {
  std::string temporary_password;
};
struct ColleagueBody {
  Uuid post;
  std::string name, title, role, office;
  std::optional<std::int64_t> open_dossiers;
  std::optional<LocalDate> away_until;    // absent today, to this day
  std::optional<std::string> covered_by;  // who does the work meanwhile
};
struct ColleaguesBody {
  std::vector<ColleagueBody> officials;
};
struct CoverPersonBody {
  Uuid post;
  std::string name, title;
};
struct CoverBody {
  Uuid id;
  std::string kind;  // "absence", "delegation"
  CoverPersonBody post, by;
  LocalDate from{}, to{};
  std::string state;  // "ahead", "now", "over", "ended"
  std::string made_by;
  bool may_end = false;
};
struct CoversBody {
  std::vector<CoverBody> covers;
  std::vector<CoverPersonBody> posts;  // those whose covers the caller may arrange
  LocalDate today{};
};
struct NewCoverBody {
  std::optional<Uuid> id;
  Uuid post, by;
  std::string kind;
  LocalDate from{}, to{};
};
struct AccessBody {
  Instant at{};
  std::string name;
  Uuid official;
  std::optional<Uuid> post, dossier;
  std::string reason;
};
struct AccessesBody {
  std::vector<AccessBody> accesses;
  std::optional<std::int64_t> next;
};

const http::Shape<UnitBody>& shape_of(const UnitBody*);
const http::Shape<PostBody>& shape_of(const PostBody*);
const http::Shape<PersonBody>& shape_of(const PersonBody*);
const http::Shape<SessionBody>& shape_of(const SessionBody*);
const http::Shape<OpenSessionBody>& shape_of(const OpenSessionBody*);
const http::Shape<OpenSessionsBody>& shape_of(const OpenSessionsBody*);
const http::Shape<SignInBody>& shape_of(const SignInBody*);
const http::Shape<PasswordBody>& shape_of(const PasswordBody*);
const http::Shape<NewPostBody>& shape_of(const NewPostBody*);
const http::Shape<NewOfficialBody>& shape_of(const NewOfficialBody*);
const http::Shape<OfficialBody>& shape_of(const OfficialBody*);
const http::Shape<CreatedBody>& shape_of(const CreatedBody*);
const http::Shape<OfficialsBody>& shape_of(const OfficialsBody*);
const http::Shape<OfficialSearchBody>& shape_of(const OfficialSearchBody*);
const http::Shape<EndPostBody>& shape_of(const EndPostBody*);
const http::Shape<TemporaryPasswordBody>& shape_of(const TemporaryPasswordBody*);
const http::Shape<ColleagueBody>& shape_of(const ColleagueBody*);
const http::Shape<ColleaguesBody>& shape_of(const ColleaguesBody*);
const http::Shape<CoversBody>& shape_of(const CoversBody*);
const http::Shape<CoverBody>& shape_of(const CoverBody*);
const http::Shape<NewCoverBody>& shape_of(const NewCoverBody*);
const http::Shape<AccessBody>& shape_of(const AccessBody*);
const http::Shape<AccessesBody>& shape_of(const AccessesBody*);

PostBody body_of(const Post& post, const organisation::Organisation& organisation, Language language);
OfficialBody body_of(const Official& official, const std::vector<Post>& posts,
                     const organisation::Organisation& organisation, Language language);
NewPost asked(const NewPostBody& body);

}  // namespace motcua::identity
