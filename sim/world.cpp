#include "world.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "administrator.h"
#include "broken.h"
#include "citizen.h"
#include "clerk.h"
#include "invariants.h"
#include "network.h"

namespace motcua::sim {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t acts_between_verifications = 250;  // in one commune's month
constexpr auto opens = std::chrono::minutes(7 * 60 + 15), closes = std::chrono::minutes(17 * 60 + 30);

// Looking at everything costs what has been handed in so far, and a crash makes one look. A long life of many
// communes therefore has fewer of both for each act, but more in all.
std::uint32_t rarity(const Plan& plan) {
  const double months = plan.communes * plan.days / 30.0;
  return static_cast<std::uint32_t>(std::max(1.0, std::pow(months, 0.75)));
}

Instant morning(LocalDate day) { return to_instant(LocalTime(day) + opens); }

LocalDate first_day(const Plan& plan, Random& luck) {
  const LocalDate first = *parse_date("2025-11-03");
  if (plan.days > 60) return first;
  return first + std::chrono::days(luck.below(320));
}

// What happens, of a hundred things.
struct Deed {
  std::uint32_t weight;
  bool in_office_hours;
  void (*act)(World&);
};
constexpr std::array deeds{Deed{11, false, hand_in},
                           Deed{2, false, hand_in_with_faults},
                           Deed{1, true, hand_in_many},
                           Deed{61, true, do_an_act},
                           Deed{3, true, two_at_once},
                           Deed{6, true, look_at_work},
                           Deed{3, true, search},
                           Deed{2, true, fetch_a_file},
                           Deed{3, false, track},
                           Deed{2, false, add_file_online},
                           Deed{3, false, deliver_late},
                           Deed{2, false, ask_again},
                           Deed{1, true, [](World& world) {
                                  switch (world.below(6)) {
                                    case 0:
                                      return employ(world);
                                    case 1:
                                      return end_a_post(world);
                                    case 2:
                                      return reset_a_password(world);
                                    case 3:
                                    case 4:
                                      return arrange_a_cover(world);
                                    default:
                                      return change_the_law(world);
                                  }
                                }}};

}  // namespace

World::World(const Plan& the_plan, const Template& from, std::ostream* trace_to)
    : plan(the_plan),
      luck(the_plan.seed),
      clock(morning(first_day(the_plan, luck))),
      trace(trace_to),
      staff(from.staff),
      template_(from),
      secrets_(the_plan.seed ^ 0x5ec2e7ULL),
      tears_(the_plan.seed ^ 0x7ea25ULL),
      disk_(fate, tears_),
      vfs_(disk_),
      files_(from.directory, fate, tears_),
      ends_(clock.now() + std::chrono::days(the_plan.days)) {
  disk_.restore(from.image);
  // An earlier life in the same directory leaves nothing behind: a signing key found is one that is not
  // drawn.
  for (const auto* left : {"/blobs", "/erasures", "/keys/signing.key"}) fs::remove_all(from.directory + left);
  start();
}

World::~World() = default;

void World::start() {
  program_ = std::make_unique<app::Program>(program_options(template_.directory), clock, secrets_);
  program_->mutable_router().on_incident([this](const http::Incident& incident) {
    std::string what = incident.what;  // without the directory, which is another one each time
    if (const auto at = what.find(template_.directory); at != std::string::npos)
      what.erase(at, template_.directory.size());
    trace.add("  " + incident.kind + ": " + what);
  });
}

http::Response World::deliver(const http::Request& request) {
  auto response = program_->router().handle(request);
  const bool told = response.status < 500;  // an incident's number is drawn by the system
  trace.add(fmt::format("{} {} {} → {}", format_iso(clock.now()), http::name_of(request.method), request.path,
                        response.status),
            told ? response.content() : std::string_view{});
  if (response.status == 500)
    throw Broken("no_mistake_of_ours", request.path + " " + trace.last()[trace.last().size() - 2]);
  if (response.status > 500 && !disk_failed())
    throw Broken("no_failure_without_a_cause", request.path + " " + response.body);
  return response;
}

void World::look_at(const Uuid& dossier) {
  Known* known = ledger.find(dossier);
  if (known == nullptr) return;
  std::optional<dossier::State> state;
  std::vector<dossier::Event> events;
  program_->store().read([&](store::Reader& reader) {
    state = parts().dossiers.state(reader, dossier);
    events = parts().dossiers.events(reader, dossier);
  });
  if (!state) throw Broken("acknowledged_acts_survive", known->code + " is gone");
  require_dossier(*this, {*known, *state, events});
  if (!known->promise) known->promise = state->promise;
  for (const auto& event : events) known->hashes[event.version] = event.hash;
  known->state = std::move(*state);
}

void World::look_at_everything() {
  for (const auto& known : ledger.all()) look_at(known.id);
  require_verified(*this);  // first what is stored, then what is kept beside it
  require_world(*this);
}

// Falls asleep on its feet and wakes up with what the disk has kept.
void World::restart() {
  const bool power = chance(65) || !plan.plant.empty();
  for (int attempt = 1;; ++attempt) {
    program_.reset();
    power ? disk_.cut_power() : void();
    power ? files_.cut_power() : files_.forget_pending();
    fate.forget();
    trace.add(power ? "the power fails" : "the process is killed");
    count(power ? "power_cut" : "kill");
    if (attempt < 3 && chance(20)) fate.die_after(below(20));  // again, while it starts
    try {
      start();
      if (!fate.dead()) break;
    } catch (const store::StoreFailed& failed) {
      if (!fate.dead()) throw Broken("it_starts_again", failed.what());
    } catch (const std::exception& failed) {
      throw Broken("it_starts_again", failed.what());
    }
  }
  fate.forget();
  // What nobody was told of may be gone.
  for (auto& known : ledger.all()) {
    known.hashes.erase(known.hashes.upper_bound(known.acknowledged), known.hashes.end());
  }
  look_at_everything();
  for (std::size_t waiting = unanswered.size(); waiting > 0; --waiting) ask_again(*this);
}

void World::misfortune() {
  if (fate.awaited()) return;
  if (luck.below(1000 * rarity(plan)) < 9) fate.die_after(below(70));
  if (luck.below(1000) < 7) fate.fail_after(below(70));
  if (luck.below(1000 * rarity(plan)) < 5) {
    const int hours = chance(50) ? -1 : static_cast<int>(below(9 * 24));
    clock.advance(std::chrono::hours(hours));
    trace.add(fmt::format("the clock jumps {} h", hours));
    count(hours < 0 ? "clock_back" : "clock_forward");
  }
}

// Evenly over the day; on a day off next to nothing happens.
void World::pass_time() {
  const auto length = std::chrono::duration_cast<std::chrono::seconds>(closes - opens).count();
  const auto share = 2 * length / (plan.acts_per_day * plan.communes);
  clock.advance(std::chrono::seconds(below(static_cast<std::size_t>(share) + 1)));
  const auto local = to_local(clock.now(), province_offset);
  if (local < LocalTime(today()) + closes) return;
  clock.set(morning(today() + std::chrono::days(1)));
}

void World::plant_fault() {
  if (plan.plant == "a_sync_is_a_lie") {
    disk_.lie_at_sync(1);
    fate.die_after(400);  // a few acts later
    return;
  }
  std::ifstream in("sim/faults/" + plan.plant + ".sql");
  std::stringstream text;
  text << in.rdbuf();
  CHECK(in && !text.str().empty());
  const std::string sql = text.str();
  program_->store().write([&](store::Writer& writer) { writer.script({plan.plant, sql, sql}); });
  look_at_everything();  // before an act comes upon what follows from it
}

void World::one_act() {
  ++acts_;
  pass_time();
  misfortune();
  if (acts_ == 120 && !plan.plant.empty()) plant_fault();
  const bool works = parts().timetables.usual().works(today());
  std::uint32_t roll = below(100);
  for (const Deed& deed : deeds) {
    if (roll >= deed.weight) {
      roll -= deed.weight;
      continue;
    }
    if (chance(40)) program_->jobs().run_due(clock.now());
    if (works || !deed.in_office_hours || chance(10)) deed.act(*this);
    break;
  }
  if (fate.dead()) return restart();
  if (fate.failed()) {
    count("disk_failure");
    fate.forget();
  }
  if (acts_ % (acts_between_verifications * rarity(plan)) == 0) look_at_everything();
}

// A year takes long: the months that have passed are told.
void World::tell_month() {
  const std::string month = format_iso(today()).substr(0, 7);
  if (plan.days <= 60 || month == told_) return;
  if (!told_.empty())
    fmt::print(stderr, "seed {}: {} is over, {} acts, {} dossiers\n", plan.seed, told_, acts_,
               ledger.all().size());
  told_ = month;
}

void World::run() {
  while (clock.now() < ends_ && (plan.until == 0 || acts_ < plan.until)) {
    tell_month();
    one_act();
  }
  fate.forget();
  for (int round = 0; round < 50 && !(late.empty() && unanswered.empty()); ++round) {
    deliver_late(*this);
    ask_again(*this);
  }
  look_at_everything();
}

}  // namespace motcua::sim
