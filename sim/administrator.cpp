#include "administrator.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "broken.h"
#include "citizen.h"
#include "network.h"

namespace motcua::sim {
namespace {

using http::Method;
using identity::Role;

constexpr std::array roles{Role::counter_officer, Role::specialist, Role::approver};

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The shipped versions with another limit for one of them.
catalogue::ImportReport change_shipped(World& world) {
  auto versions = catalogue::shipped_versions();
  auto& version = versions[world.below(versions.size())];
  for (auto& terms : version.channels) {
    if (terms.limit) terms.limit->amount += 1;
  }
  version.notes.push_back({fmt::format("Sửa đổi ngày {}", format_iso(world.today())), "Amended"});
  const std::vector changed{version};
  const auto report = world.program().store().write([&](store::Writer& writer) {
    return catalogue::publish(writer, changed, catalogue::Source::curated, world.today(), world.clock.now());
  });
  return report ? *report : catalogue::ImportReport{};
}

}  // namespace

void employ(World& world) {
  const auto administrator = somebody(world, Role::administrator, "");
  const auto communes = world.parts().organisation.communes();
  const std::string unit = communes[world.below(static_cast<std::size_t>(world.plan.communes))]->code;
  const Role role = roles[world.below(roles.size())];
  const std::string account = fmt::format("moi.{}.{}", world.acts(), unit);
  const Uuid id = world.new_key();
  const json::object post{{"role", identity::name_of(role)},
                          {"unit", unit},
                          {"office", ""},
                          {"title", "Công chức"},
                          {"valid_from", format_iso(world.today())}};
  const auto body = json::serialize(json::object{{"id", id.text()},
                                                 {"account", account},
                                                 {"display_name", "Người " + account},
                                                 {"posts", json::array{post}}});
  const auto response = look(world, *administrator, Method::post, "/api/officials", body);
  if (response.status == 503 || world.disk_failed()) return;
  if (response.status != 201) throw Broken("an_administrator_may_employ", response.body);
  world.count("employed");
  const auto created = json::parse(response.body);
  Official official{account,
                    std::string(created.at("temporary_password").as_string()),
                    role,
                    unit,
                    "",
                    id,
                    *Uuid::parse(created.at("official").at("posts").at(0).at("id").as_string())};
  world.staff.push_back(std::move(official));
}

void end_a_post(World& world) {
  const auto administrator = somebody(world, Role::administrator, "");
  const Role role = roles[world.below(roles.size())];
  const auto leaving = somebody(world, role, "");
  if (!leaving) return;
  Official& official = world.staff[*leaving];
  int colleagues = 0;
  for (const auto& each : world.staff) {
    const bool same =
        each.role == role && each.unit == official.unit && each.employed && !each.password.empty();
    colleagues += same ? 1 : 0;
  }
  if (colleagues < 2) return;
  const auto last_day = world.today() - std::chrono::days{1};
  const auto body = json::serialize(json::object{{"last_day", format_iso(last_day)}});
  const auto response =
      look(world, *administrator, Method::post,
           fmt::format("/api/officials/{}/posts/{}/end", official.id.text(), official.post.text()), body);
  if (response.status / 100 == 4) return;  // came only today
  official.employed = false;
  world.count("post_ended");
  const auto page = look(world, *leaving, Method::get, "/api/work?view=mine");
  if (response.status == 200 && page.status == 200)
    throw Broken("who_has_left_sees_nothing", official.account);
}

void arrange_a_cover(World& world) {
  const auto away = somebody(world, roles[world.below(roles.size())], "");
  if (!away) return;
  const Official& leaving = world.staff[*away];
  const auto by = somebody(world, roles[world.below(roles.size())], leaving.unit);
  if (!by) return;
  const auto from = world.today() + std::chrono::days(world.below(3));
  const auto to = from + std::chrono::days(world.below(5));
  const Official& cover = world.staff[*by];
  world.covers.push_back({leaving.post, cover.post, from, to});
  const auto body = json::serialize(json::object{{"id", world.new_key().text()},
                                                 {"post", leaving.post.text()},
                                                 {"by", cover.post.text()},
                                                 {"kind", world.chance(70) ? "absence" : "delegation"},
                                                 {"from", format_iso(from)},
                                                 {"to", format_iso(to)}});
  const auto response = look(world, *away, Method::post, "/api/covers", body);
  if (response.status == 201) world.count("cover");
  if (response.status / 100 == 2 && *away == *by) throw Broken("nobody_covers_for_themselves", response.body);
}

void reset_a_password(World& world) {
  const auto administrator = somebody(world, Role::administrator, "");
  const auto which = world.below(world.staff.size());
  Official& official = world.staff[which];
  if (which == *administrator || !official.employed) return;
  const auto response =
      look(world, *administrator, Method::post, "/api/officials/" + official.id.text() + "/password");
  world.count("password_reset");
  // Unanswered, the new one may be in force, and nobody knows it.
  if (response.status != 200) {
    official.password = "";
    return;
  }
  official.password = std::string(json::parse(response.body).at("temporary_password").as_string());
}

void change_the_law(World& world) {
  try {
    if (world.chance(40)) {
      const char* name = world.recent_imports++ == 0 ? "published_small.json" : "published_changed.json";
      const auto text = file_text(std::string("src/catalogue/testdata/") + name);
      if (text.empty()) return;
      const auto imported =
          catalogue::import_records(world.program().store(), text, world.today(), world.clock.now());
      if (!imported && imported.error()[0].code != "catalogue.import_too_early")
        throw Broken("a_good_file_is_imported", imported.error()[0].code);
    } else {
      change_shipped(world);
    }
    world.program().reload_catalogue();
    world.count("catalogue_changed");
  } catch (const store::StoreFailed&) {
    if (!world.disk_failed()) throw Broken("no_failure_without_a_cause", "import");
  }
}

}  // namespace motcua::sim
