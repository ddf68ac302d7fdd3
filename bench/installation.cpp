#include "installation.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/bytes.h"
#include "base/json.h"
#include "base/random.h"
#include "http_talk.h"
#include "organisation/organisation.h"
#include "program.h"

namespace motcua::bench {
namespace {

json::value checked(const Answer& answer, std::string_view what) {
  if (answer.status >= 300) throw std::runtime_error(fmt::format("{}: {}", what, answer.body));
  return answer.body.empty() ? json::value() : json::parse(answer.body);
}

std::string text_of(const json::value& value, std::string_view name) {
  return json::value_to<std::string>(value.as_object().at(name));
}

// Signs in, as header lines for all that follows.
std::string sign_in(Talk& talk, const std::string& account, const std::string& password) {
  const std::string body = json::serialize(json::object{{"account", account}, {"password", password}});
  const Answer answer = talk.ask("POST", "/api/session", "", body);
  const auto session = checked(answer, "sign in");
  const std::string& cookie = answer.headers.at("set-cookie");
  return fmt::format("Cookie: {}\r\nX-CSRF-Token: {}\r\n", cookie.substr(0, cookie.find(';')),
                     text_of(session, "csrf"));
}

// The first sign-in, which must choose a password.
std::string begin_session(Talk& talk, const std::string& account, const std::string& temporary) {
  const std::string own = "k" + to_hex(SystemRandom().bytes(12));
  const std::string headers = sign_in(talk, account, temporary);
  const std::string body = json::serialize(json::object{{"current", temporary}, {"next", own}});
  checked(talk.ask("POST", "/api/password", headers, body), "choose a password");
  return headers;
}

std::string password_in(const std::string& output) {
  const std::string mark = "Administrator: admin / ";
  const auto at = output.find(mark);
  if (at == std::string::npos) throw std::runtime_error("init printed no password");
  const auto begin = at + mark.size();
  return output.substr(begin, output.find(' ', begin) - begin);
}

Clerk make_clerk(Talk& talk, const std::string& administrator, const std::string& unit) {
  const std::string account = "quay." + unit;
  const json::object post{{"role", "counter_officer"}, {"unit", unit}, {"valid_from", "2025-07-01"}};
  const json::object body{
      {"account", account}, {"display_name", "Cán bộ thử tải"}, {"posts", json::array{post}}};
  const auto created =
      checked(talk.ask("POST", "/api/officials", administrator, json::serialize(body)), "create an officer");
  return {unit, begin_session(talk, account, text_of(created, "temporary_password"))};
}

}  // namespace

std::vector<Clerk> make_installation(const std::string& program, const std::string& data) {
  const std::string password = password_in(output_of({program, "init", "--data", data}));
  const auto organisation = organisation::load_organisation();
  std::vector<Clerk> clerks;
  const ServerProgram server(program, data);
  Talk talk(server.port());
  const std::string administrator = begin_session(talk, "admin", password);
  for (const auto* unit : organisation.communes()) {
    clerks.push_back(make_clerk(talk, administrator, unit->code));
  }
  return clerks;
}

double figure(std::uint16_t port, const std::string& name) {
  const std::string text = Talk(port).ask("GET", "/metrics").body;
  const std::string mark = "\nmotcua_" + name + " ";
  const auto at = text.find(mark);
  return at == std::string::npos ? 0 : std::stod(text.substr(at + mark.size()));
}

}  // namespace motcua::bench
