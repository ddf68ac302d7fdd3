#include "network.h"

#include <fmt/format.h>

#include "broken.h"

namespace motcua::sim {
namespace {

using http::Response;

constexpr int tries = 4;

bool sign_in(World& world, Official& official) {
  const auto body =
      json::serialize(json::object{{"account", official.account}, {"password", official.password}});
  auto request = http::request_for(http::Method::post, "/api/session", body);
  request.peer = fmt::format("10.0.{}.{}", world.below(200), world.below(200));
  const auto response = world.deliver(request);
  if (response.status != 200) return false;
  const std::string cookie(response.header("Set-Cookie"));
  official.cookie = cookie.substr(0, cookie.find(';'));
  const auto session = json::parse(response.body);
  official.csrf = std::string(session.at("csrf").as_string());
  official.must_change = session.at("must_change_password").as_bool();
  return true;
}

void change_password(World& world, Official& official) {
  const std::string next = fmt::format("tre-xanh-dau-ban-{}", world.below(100000));
  const auto body = json::serialize(json::object{{"current", official.password}, {"next", next}});
  const auto response =
      world.deliver(http::request_for(http::Method::post, "/api/password", body,
                                      {{"cookie", official.cookie}, {"x-csrf-token", official.csrf}}));
  if (response.status / 100 == 2) official.password = next, official.must_change = false;
  // Unanswered it may have happened or not: the administrator will have to reset it.
  if (response.status == 503) official.password = "", official.cookie = "";
  world.count("password_changed");
}

Response once(World& world, const Asked& asked) {
  Official& official = world.staff[asked.official];
  for (int attempt = 1;; ++attempt) {
    http::Headers headers{{"cookie", official.cookie}, {"x-csrf-token", official.csrf}};
    if (asked.key != Uuid{}) headers["idempotency-key"] = asked.key.text();
    if (!asked.body.empty()) headers["content-type"] = asked.type;
    const auto response = world.deliver(http::request_for(asked.method, asked.target, asked.body, headers));
    if (response.status != 401 || attempt == 2 || !sign_in(world, official)) {
      const bool change = official.must_change && response.status == 403 && attempt == 1;
      if (!change) return response;
    }
    if (official.must_change) change_password(world, official);
  }
}

std::string what_it_tells(const json::value& body) {
  std::string told;
  for (const auto* field : {"id", "code", "version"}) {
    if (const auto* value = body.as_object().if_contains(field)) told += json::serialize(*value) + ' ';
  }
  return told;
}

// The first good answer to a key is the answer to every repeat.
void compare_with_first(World& world, const Asked& asked, const Response& response) {
  if (asked.key == Uuid{} || response.status / 100 != 2) return;
  const auto body = json::parse(response.body);
  std::string told = what_it_tells(body);
  if (const auto* several = body.as_object().if_contains("filed")) {
    for (const auto& each : several->as_array()) told += what_it_tells(each);
  }
  const auto [first, fresh] = world.answers.emplace(asked.key, told);
  if (!fresh && first->second != told) {
    throw Broken("a_repeat_gets_the_first_answer",
                 fmt::format("{} {}: first {}, now {}", asked.target, asked.key.text(), first->second, told));
  }
}

void must_not_forget(World& world, const Asked& asked, const Response& response) {
  if (!world.answers.contains(asked.key) || response.status / 100 == 2) return;
  // The account may have lost its post or session since; nobody may repeat what they may not do.
  if (response.status == 503 || response.status == 429 || response.status == 401 || response.status == 403 ||
      response.status == 404)
    return;
  throw Broken("a_repeat_gets_the_first_answer",
               fmt::format("{} {}: first {}, now {} {}", asked.target, asked.key.text(),
                           world.answers[asked.key], response.status, response.body));
}

Response deliver_one(World& world, const Asked& asked) {
  if (asked.dossier) {
    if (auto* known = world.ledger.find(*asked.dossier)) known->keys.insert(asked.key);
  }
  const auto response = once(world, asked);
  compare_with_first(world, asked, response);
  must_not_forget(world, asked, response);
  if (asked.dossier && !world.fate.dead()) world.look_at(*asked.dossier);
  return response;
}

}  // namespace

std::optional<Response> ask(World& world, Asked asked) {
  for (int attempt = 1; attempt <= tries; ++attempt) {
    if (world.chance(2)) {
      world.count("request_lost");
      continue;
    }
    const auto response = deliver_one(world, asked);
    // Who could not even sign in has no answer either.
    if (response.status == 503 || (response.status == 401 && world.disk_failed())) break;
    if (world.chance(3)) {
      world.count("answer_lost");
      continue;
    }
    if (world.chance(3) && !world.fate.dead()) {
      world.count("doubled");
      deliver_one(world, asked);
    }
    if (world.chance(3)) {
      world.late.push_back(asked);
      world.late.back().then = {};
    }
    if (asked.then) asked.then(response);
    return response;
  }
  world.count("unanswered");
  world.unanswered.push_back(std::move(asked));
  return std::nullopt;
}

Response look(World& world, std::size_t official, http::Method method, const std::string& target,
              const std::string& body) {
  return once(world, {official, method, target, body});
}

void deliver_late(World& world) {
  if (world.late.empty()) return;
  const Asked asked = std::move(world.late.front());
  world.late.pop_front();
  world.count("delivered_late");
  deliver_one(world, asked);
}

void ask_again(World& world) {
  if (world.unanswered.empty()) return;
  const Asked asked = std::move(world.unanswered.front());
  world.unanswered.pop_front();
  world.count("asked_again");
  ask(world, asked);
}

}  // namespace motcua::sim
