#include "identity/bodies.h"

namespace motcua::identity {

using http::field;

const http::Shape<UnitBody>& shape_of(const UnitBody*) {
  static const auto shape =
      http::object<UnitBody>("PostUnit", {field("code", &UnitBody::code), field("name", &UnitBody::name)});
  return shape;
}

const http::Shape<PostBody>& shape_of(const PostBody*) {
  static const auto shape = http::object<PostBody>(
      "Post",
      {field("id", &PostBody::id), field("role", &PostBody::role), field("role_name", &PostBody::role_name),
       field("unit", &PostBody::unit), field("office", &PostBody::office),
       field("office_name", &PostBody::office_name), field("title", &PostBody::title),
       field("valid_from", &PostBody::valid_from), field("valid_to", &PostBody::valid_to)});
  return shape;
}

const http::Shape<PersonBody>& shape_of(const PersonBody*) {
  static const auto shape = http::object<PersonBody>(
      "OfficialBody", {field("id", &PersonBody::id), field("name", &PersonBody::name),
                       field("account", &PersonBody::account)});
  return shape;
}

const http::Shape<SessionBody>& shape_of(const SessionBody*) {
  static const auto shape = http::object<SessionBody>(
      "Session",
      {field("official", &SessionBody::official), field("posts", &SessionBody::posts),
       field("permissions", &SessionBody::permissions),
       field("csrf", &SessionBody::csrf).means("Goes into X-CSRF-Token of every changing request."),
       field("must_change_password", &SessionBody::must_change_password),
       field("ends_at", &SessionBody::ends_at).means("At the latest.")});
  return shape;
}

const http::Shape<OpenSessionBody>& shape_of(const OpenSessionBody*) {
  static const auto shape = http::object<OpenSessionBody>(
      "OpenSession", {field("id", &OpenSessionBody::id),
                      field("device", &OpenSessionBody::device)
                          .means("Browser and system as the browser says; may be empty."),
                      field("since", &OpenSessionBody::since),
                      field("last_used", &OpenSessionBody::last_used).means("To within five minutes."),
                      field("current", &OpenSessionBody::current).means("The one this request came with.")});
  return shape;
}

const http::Shape<OpenSessionsBody>& shape_of(const OpenSessionsBody*) {
  static const auto shape =
      http::object<OpenSessionsBody>("OpenSessions", {field("sessions", &OpenSessionsBody::sessions)});
  return shape;
}

const http::Shape<SignInBody>& shape_of(const SignInBody*) {
  static const auto shape =
      http::object<SignInBody>("SignIn", {field("account", &SignInBody::account, http::text(1, 60)),
                                          field("password", &SignInBody::password, http::text(1, 256))});
  return shape;
}

const http::Shape<PasswordBody>& shape_of(const PasswordBody*) {
  static const auto shape = http::object<PasswordBody>(
      "PasswordChange", {field("current", &PasswordBody::current, http::text(1, 256)),
                         field("next", &PasswordBody::next, http::text(1, 256))});
  return shape;
}

// What is left empty is told by the command together with all other faults, not by the shape before them.
const http::Shape<NewPostBody>& shape_of(const NewPostBody*) {
  static const auto shape = http::object<NewPostBody>(
      "NewPost", {field("id", &NewPostBody::id), field("role", &NewPostBody::role, http::text(0, 40)),
                  field("unit", &NewPostBody::unit, http::text(0, 20)),
                  field("office", &NewPostBody::office, http::text(0, 20)).or_default(),
                  field("title", &NewPostBody::title, http::text(0, 120)).or_default(),
                  field("valid_from", &NewPostBody::valid_from), field("valid_to", &NewPostBody::valid_to)});
  return shape;
}

const http::Shape<NewOfficialBody>& shape_of(const NewOfficialBody*) {
  static const auto shape = http::object<NewOfficialBody>(
      "NewOfficial",
      {field("id", &NewOfficialBody::id), field("account", &NewOfficialBody::account, http::text(0, 60)),
       field("display_name", &NewOfficialBody::display_name, http::text(0, 120, http::Pattern::line)),
       field("posts", &NewOfficialBody::posts, http::list<NewPostBody>(0, 20)).or_default()});
  return shape;
}

const http::Shape<OfficialBody>& shape_of(const OfficialBody*) {
  static const auto shape = http::object<OfficialBody>(
      "Official",
      {field("id", &OfficialBody::id), field("account", &OfficialBody::account),
       field("name", &OfficialBody::name), field("must_change_password", &OfficialBody::must_change_password),
       field("posts", &OfficialBody::posts)});
  return shape;
}

const http::Shape<CreatedBody>& shape_of(const CreatedBody*) {
  static const auto shape = http::object<CreatedBody>(
      "CreatedOfficial", {field("official", &CreatedBody::official),
                          field("temporary_password", &CreatedBody::temporary_password)
                              .means("Told once; empty for a repeated request.")});
  return shape;
}

const http::Shape<OfficialsBody>& shape_of(const OfficialsBody*) {
  static const auto shape = http::object<OfficialsBody>(
      "Officials", {field("officials", &OfficialsBody::officials),
                    field("next", &OfficialsBody::next)
                        .means("The value of after for the next page; null on the last one.")});
  return shape;
}

const http::Shape<OfficialSearchBody>& shape_of(const OfficialSearchBody*) {
  static const auto shape = http::object<OfficialSearchBody>(
      "OfficialSearch", {field("q", &OfficialSearchBody::q, http::text(0, 200)),
                         field("after", &OfficialSearchBody::after, http::text(0, 60))
                             .or_default()
                             .means("The value of next of the page before.")});
  return shape;
}

const http::Shape<EndPostBody>& shape_of(const EndPostBody*) {
  static const auto shape = http::object<EndPostBody>("EndPost", {field("last_day", &EndPostBody::last_day)});
  return shape;
}

const http::Shape<TemporaryPasswordBody>& shape_of(const TemporaryPasswordBody*) {
  static const auto shape = http::object<TemporaryPasswordBody>(
      "TemporaryPassword", {field("temporary_password", &TemporaryPasswordBody::temporary_password)});
  return shape;
}

const http::Shape<ColleagueBody>& shape_of(const ColleagueBody*) {
  static const auto shape = http::object<ColleagueBody>(
      "Colleague",
      {field("post", &ColleagueBody::post), field("name", &ColleagueBody::name),
       field("title", &ColleagueBody::title), field("role", &ColleagueBody::role),
       field("office", &ColleagueBody::office), field("open_dossiers", &ColleagueBody::open_dossiers),
       field("away_until", &ColleagueBody::away_until), field("covered_by", &ColleagueBody::covered_by)});
  return shape;
}

const http::Shape<ColleaguesBody>& shape_of(const ColleaguesBody*) {
  static const auto shape =
      http::object<ColleaguesBody>("Colleagues", {field("officials", &ColleaguesBody::officials)});
  return shape;
}

const http::Shape<CoverPersonBody>& shape_of(const CoverPersonBody*) {
  static const auto shape = http::object<CoverPersonBody>(
      "CoverPerson", {field("post", &CoverPersonBody::post), field("name", &CoverPersonBody::name),
                      field("title", &CoverPersonBody::title)});
  return shape;
}

const http::Shape<CoverBody>& shape_of(const CoverBody*) {
  static const auto shape = http::object<CoverBody>(
      "Cover", {field("id", &CoverBody::id), field("kind", &CoverBody::kind), field("post", &CoverBody::post),
                field("by", &CoverBody::by), field("from", &CoverBody::from), field("to", &CoverBody::to),
                field("state", &CoverBody::state), field("made_by", &CoverBody::made_by),
                field("may_end", &CoverBody::may_end)});
  return shape;
}

const http::Shape<CoversBody>& shape_of(const CoversBody*) {
  static const auto shape = http::object<CoversBody>(
      "Covers", {field("covers", &CoversBody::covers), field("posts", &CoversBody::posts),
                 field("today", &CoversBody::today)});
  return shape;
}

const http::Shape<NewCoverBody>& shape_of(const NewCoverBody*) {
  static const auto shape = http::object<NewCoverBody>(
      "NewCover", {field("id", &NewCoverBody::id), field("post", &NewCoverBody::post),
                   field("by", &NewCoverBody::by), field("kind", &NewCoverBody::kind, http::text(0, 20)),
                   field("from", &NewCoverBody::from), field("to", &NewCoverBody::to)});
  return shape;
}

const http::Shape<AccessBody>& shape_of(const AccessBody*) {
  static const auto shape = http::object<AccessBody>(
      "Access", {field("at", &AccessBody::at), field("name", &AccessBody::name),
                 field("official", &AccessBody::official), field("post", &AccessBody::post),
                 field("dossier", &AccessBody::dossier), field("reason", &AccessBody::reason)});
  return shape;
}

const http::Shape<AccessesBody>& shape_of(const AccessesBody*) {
  static const auto shape = http::object<AccessesBody>(
      "Accesses", {field("accesses", &AccessesBody::accesses),
                   field("next", &AccessesBody::next)
                       .means("The value of before for the next page; null on the last one.")});
  return shape;
}

PostBody body_of(const Post& post, const organisation::Organisation& organisation, Language language) {
  // A post of a unit that has since been merged keeps its code; its name is that of the day the post began.
  const auto* unit = organisation.find(post.unit);
  if (unit == nullptr) unit = organisation.unit_on(post.unit, post.valid_from);
  const auto* office = post.office.empty() ? nullptr : organisation.find(post.office);
  return {post.id,
          std::string(name_of(post.role)),
          role_title(post.role, language),
          {post.unit, unit == nullptr ? post.unit : unit->name.in(language)},
          post.office,
          office == nullptr ? post.office : office->name.in(language),
          post.title,
          post.valid_from,
          post.valid_to};
}

OfficialBody body_of(const Official& official, const std::vector<Post>& posts,
                     const organisation::Organisation& organisation, Language language) {
  OfficialBody body{official.id, official.account, official.display_name, official.must_change_password, {}};
  for (const Post& post : posts) body.posts.push_back(body_of(post, organisation, language));
  return body;
}

NewPost asked(const NewPostBody& body) {
  return {body.id, body.role, body.unit, body.office, body.title, body.valid_from, body.valid_to};
}

}  // namespace motcua::identity
