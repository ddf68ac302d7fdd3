#include "clerk.h"

#include <fmt/format.h>

#include <set>

#include "act_form.h"
#include "broken.h"
#include "citizen.h"
#include "network.h"

namespace motcua::sim {
namespace {

using dossier::State;
using identity::Role;
using workflow::Act;

// What an official sees of a dossier.
struct Page {
  std::size_t official = 0;
  Uuid dossier;
  std::int64_t version = 0;
  std::vector<Act> shown;
  std::optional<Act> primary;
};

std::optional<std::size_t> owner_of_post(const World& world, const std::optional<Uuid>& post) {
  for (std::size_t i = 0; post && i < world.staff.size(); ++i) {
    if (world.staff[i].post == *post && world.staff[i].employed && !world.staff[i].password.empty()) return i;
  }
  return std::nullopt;
}

// Who does the work of that post today, as far as was asked for.
std::optional<std::size_t> cover_of(const World& world, const std::optional<Uuid>& post) {
  for (const auto& each : world.covers) {
    if (post == each.post && each.from <= world.today() && world.today() <= each.to)
      return owner_of_post(world, each.by);
  }
  return std::nullopt;
}

std::optional<std::size_t> anybody_near(World& world, const State& state) {
  static constexpr std::array roles{Role::counter_officer, Role::specialist, Role::approver,
                                    Role::centre_director, Role::provincial_controller};
  const Role role = roles[world.below(roles.size())];
  const bool provincial = role == Role::provincial_controller;
  return somebody(world, role,
                  provincial         ? ""
                  : world.chance(70) ? state.agencies.solving
                                     : state.agencies.received);
}

// Whoever is most likely to have something to do with it.
std::optional<std::size_t> likely(World& world, const State& state) {
  if (world.chance(25)) return anybody_near(world, state);
  if (dossier::is_final(state.position)) return somebody(world, Role::provincial_controller, "");
  const auto* step = state.current_step();
  if (step != nullptr && world.chance(60)) {
    if (const auto cover = cover_of(world, step->taken_by ? step->taken_by : step->given_to)) return cover;
  }
  if (step != nullptr && step->given_to && step->taken_by != step->given_to) {
    if (const auto asked = owner_of_post(world, step->given_to)) return asked;
  }
  if (const auto holder = owner_of_post(world, state.holder())) return holder;
  return somebody(world, Role::counter_officer, state.agencies.received);
}

const Known* choose_dossier(World& world) {
  const auto& all = world.ledger.all();
  if (all.empty()) return nullptr;
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Known& known = all[world.below(all.size())];
    const bool open = !dossier::is_final(known.state.position);
    if (open || world.chance(6)) return &known;
  }
  return nullptr;
}

std::optional<Page> open_page(World& world, std::size_t official, const Known& known) {
  const auto response = look(world, official, http::Method::get, "/api/dossiers/" + known.id.text());
  if (response.status != 200) {
    const auto& who = world.staff[official];
    const bool may = who.unit == known.state.agencies.received || who.unit == known.state.agencies.solving ||
                     who.role == Role::provincial_controller;
    if (may && who.employed && !world.disk_failed() && response.status == 404)
      throw Broken("colleagues_see_their_dossiers", response.body);
    return std::nullopt;
  }
  const auto body = json::parse(response.body);
  Page page{official, known.id, body.at("version").as_int64(), {}, {}};
  for (const auto& each : body.at("acts").as_array()) {
    const auto act = workflow::act_of(each.at("act").as_string());
    if (!act) throw Broken("acts_are_named", response.body);
    page.shown.push_back(*act);
    if (each.at("primary").as_bool()) page.primary = act;
  }
  const bool named = response.body.find(known.applicant.full_name) != std::string::npos;
  if (known.state.erased && named) throw Broken("erased_leaves_nobody", "the page names the applicant");
  return page;
}

Asked request_of(World& world, const Page& page, Act act) {
  Form form = form_of(world, act, world.ledger.find(page.dossier)->state);
  std::string target = "/api/dossiers/" + page.dossier.text() + form.path;
  Asked asked{page.official,      form.method,     std::move(target), {},
              "application/json", world.new_key(), page.dossier};
  if (form.upload) {
    asked.target += "&seen_version=" + std::to_string(page.version);
    asked.body = std::string(a_pdf) + fmt::format("% {}\n", world.below(1000000));
    asked.type = "application/pdf";
  } else {
    form.body["seen_version"] = page.version;
    asked.body = json::serialize(form.body);
  }
  asked.then = [&world, id = page.dossier](const http::Response& response) {
    if (response.status / 100 != 2) return;
    Known& known = *world.ledger.find(id);
    known.acknowledged = std::max(known.acknowledged, json::parse(response.body).at("version").as_int64());
  };
  return asked;
}

// Most often the next step; ending a dossier early is rare.
Act choose_act(World& world, const Page& page) {
  if (page.primary && world.chance(70)) return *page.primary;
  for (int attempt = 0; attempt < 6; ++attempt) {
    const Act act = page.shown[world.below(page.shown.size())];
    const bool ends = act == Act::withdraw || act == Act::stop || act == Act::refuse;
    if (!ends || world.chance(15)) return act;
  }
  return page.primary.value_or(page.shown.front());
}

bool lawful_target(World& world, Act act, const State& state) {
  const auto& unit = state.agencies.solving;
  if (act == Act::assign) return somebody(world, Role::specialist, unit).has_value();
  if (act == Act::solve) return somebody(world, Role::approver, unit).has_value();
  if (act == Act::attach_scan) return !shown_papers(world, state).empty();
  return true;
}

bool version_is_old(const World& world, const Page& page) {
  for (const auto& each : world.ledger.all()) {
    if (each.id == page.dossier) return each.state.version != page.version;
  }
  return true;
}

// Beside what was asked for something that was not, or without the last of it.
void bring_something_else(World& world, const Page& page, const State& state) {
  json::object body = what_was_asked(world, state);
  auto& papers = body["papers"].as_array();
  auto& fields = body["fields"].as_array();
  if (world.chance(50)) {
    papers.push_back(json::object{{"paper", "giay-khong-ai-yeu-cau"}, {"originals", 1}});
  } else {
    (papers.empty() ? fields : papers).pop_back();
  }
  body["seen_version"] = page.version;
  const auto response =
      ask(world, {page.official, http::Method::post, "/api/dossiers/" + page.dossier.text() + "/supplement",
                  json::serialize(body), "application/json", world.new_key(), page.dossier});
  world.count("wrong_supplement");
  if (!response || response->status / 100 != 2) return;
  throw Broken("only_what_was_asked_for_comes_in", response->body);
}

void act_shown(World& world, const Page& page) {
  const Act act = choose_act(world, page);
  const Known& known = *world.ledger.find(page.dossier);
  if (!lawful_target(world, act, known.state)) return;
  if (act == Act::receive_supplement && world.chance(15))
    return bring_something_else(world, page, known.state);
  const auto asked = request_of(world, page, act);
  world.count("act:" + std::string(workflow::name_of(act)));
  const auto response = ask(world, asked);
  if (!response || world.disk_failed() || response->status / 100 == 2) return;
  throw Broken("what_the_page_offers_is_done",
               fmt::format("{} {}: {}", known.code, workflow::name_of(act), response->body));
}

void act_not_shown(World& world, const Page& page) {
  const auto& all = workflow::all_acts();
  const Act act = all[world.below(all.size())];
  if (std::find(page.shown.begin(), page.shown.end(), act) != page.shown.end()) return;
  const auto asked = request_of(world, page, act);
  world.count("refused_act:" + std::string(workflow::name_of(act)));
  const auto response = ask(world, asked);
  if (!response || response->status / 100 != 2) return;
  throw Broken("what_the_page_withholds_is_refused",
               std::string(workflow::name_of(act)) + " " + response->body);
}

void stale_version(World& world, Page page) {
  if (page.version < 2) return;
  --page.version;
  world.count("stale_version");
  const auto response = ask(world, request_of(world, page, page.shown[world.below(page.shown.size())]));
  if (response && response->status / 100 == 2) throw Broken("a_stale_version_is_refused", response->body);
}

}  // namespace

void do_an_act(World& world) {
  const Known* known = choose_dossier(world);
  if (known == nullptr) return;
  const auto official = likely(world, known->state);
  if (!official) return;
  const auto page = open_page(world, *official, *known);
  if (!page || world.disk_failed()) return;
  if (version_is_old(world, *page)) throw Broken("the_page_shows_the_newest", known->code);
  if (world.chance(6)) return act_not_shown(world, *page);
  if (page->shown.empty()) return;
  if (world.chance(4)) return stale_version(world, *page);
  act_shown(world, *page);
}

void two_at_once(World& world) {
  const Known* known = choose_dossier(world);
  if (known == nullptr) return;
  const auto one = likely(world, known->state), other = anybody_near(world, known->state);
  if (!one || !other) return;
  const auto first = open_page(world, *one, *known), second = open_page(world, *other, *known);
  if (!first || !second || first->shown.empty() || second->shown.empty() || world.disk_failed()) return;
  world.count("two_at_once");
  const auto won = ask(world, request_of(world, *first, choose_act(world, *first)));
  if (!won || won->status / 100 != 2 || world.disk_failed()) return;
  const auto lost = ask(world, request_of(world, *second, choose_act(world, *second)));
  if (lost && lost->status / 100 == 2) throw Broken("a_stale_version_is_refused", lost->body);
}

namespace {

// The counts of the left column, by what the work list says each view is.
std::map<std::string, std::int64_t> recount(World& world, const Official& who) {
  std::set<Uuid> posts{who.post};  // and those whose work this official does today
  world.program().store().read([&](store::Reader& reader) {
    for (const auto& each : identity::covered_by(reader, who.id, world.today())) posts.insert(each.post.id);
  });
  std::map<std::string, std::int64_t> counts{
      {"mine", 0}, {"unassigned", 0}, {"office", 0}, {"paused", 0}, {"done", 0}};
  for (const auto& each : world.ledger.all()) {
    const State& state = each.state;
    const int status = static_cast<int>(state.position.status);
    const bool solving = state.agencies.solving == who.unit, received = state.agencies.received == who.unit;
    const bool closed = dossier::is_final(state.position);
    const auto* step = state.current_step();
    const auto holder = state.holder();
    const auto given = closed || step == nullptr ? std::nullopt : step->given_to;
    const bool mine = (holder && posts.contains(*holder)) || (given && posts.contains(*given));
    if (!closed && !state.clock_stopped_since && mine) ++counts["mine"];
    if (((solving || received) && status == 2 && !holder && !given) || (received && status == 1))
      ++counts["unassigned"];
    if (!solving && !received) continue;
    if (status == 2 || status == 4 || status == 9) ++counts["office"];
    if (status == 5 || status == 6 || (status == 8 && !closed)) ++counts["paused"];
    if (closed) ++counts["done"];
  }
  return counts;
}

std::optional<std::size_t> a_reader(World& world) {
  static constexpr std::array roles{Role::counter_officer, Role::specialist, Role::approver};
  return somebody(world, roles[world.below(roles.size())], "");
}

}  // namespace

void look_at_work(World& world) {
  const auto who = a_reader(world);
  if (!who) return;
  static constexpr std::array views{"mine", "unassigned", "office", "paused", "done"};
  const std::string view = views[world.below(views.size())];
  const auto response = look(world, *who, http::Method::get, "/api/work?view=" + view);
  if (response.status != 200 || world.disk_failed()) return;
  world.count("work_list");
  const auto page = json::parse(response.body);
  const auto counts = recount(world, world.staff[*who]);
  for (const auto& each : page.at("views").as_array()) {
    const std::string name(each.at("view").as_string());
    const auto told = each.at("count").as_int64();
    if (told != counts.at(name))
      throw Broken("work_list_equals_a_recount",
                   fmt::format("{} of {}: {} told, {} counted", name, world.staff[*who].account, told,
                               counts.at(name)));
  }
  const auto rows = static_cast<std::int64_t>(page.at("items").as_array().size());
  if (rows != std::min<std::int64_t>(counts.at(view), 50)) throw Broken("work_list_equals_a_recount", view);
}

void search(World& world) {
  if (world.ledger.all().empty()) return;
  const Known& known = world.ledger.all()[world.below(world.ledger.all().size())];
  const auto who = somebody(world, Role::counter_officer, known.state.agencies.received);
  if (!who) return;
  const std::array texts{known.code, known.applicant.id_number, known.applicant.phone};
  const auto which = world.below(texts.size());
  const auto response = look(world, *who, http::Method::post, "/api/search",
                             json::serialize(json::object{{"q", texts[which]}}));
  if (response.status != 200 || world.disk_failed()) return;
  world.count("searched");
  const bool found = response.body.find(known.id.text()) != std::string::npos;
  if (known.state.erased && which != 0 && found)
    throw Broken("erased_leaves_nobody", "search finds the applicant");
  if (!known.state.erased && !found)
    throw Broken("search_finds_what_is_there", texts[which] + " " + response.body);
}

void fetch_a_file(World& world) {
  const Known* known = choose_dossier(world);
  if (known == nullptr || known->state.erased) return;
  const auto who = somebody(world, Role::counter_officer, known->state.agencies.received);
  if (!who) return;
  const auto& scans = known->state.scans;
  if (scans.empty()) return;
  const auto& scan = scans[world.below(scans.size())];
  const auto response = look(world, *who, http::Method::get,
                             "/api/dossiers/" + known->id.text() + "/scans/" + scan.scan.text());
  if (world.disk_failed()) return;
  world.count("file_fetched");
  if (response.status != 200 || !response.content().starts_with(a_pdf))
    throw Broken("files_are_whole", known->code + " " + std::to_string(response.status));
}

}  // namespace motcua::sim
