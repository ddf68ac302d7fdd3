#include "figures.h"

#include <fmt/format.h>

#include "dossier/sql.h"

namespace motcua::sim {
namespace {

using dossier::Status;
using ranking::Figures;

// The events of a dossier as far as they were read.
std::vector<dossier::Event> read_so_far(World& world, store::Reader& reader, const Uuid& id,
                                        std::int64_t position) {
  std::int64_t versions = 0;
  for (const auto& row : reader.run(dossier::sql::positions_of, {id})) {
    if (row.is_null(1) || row.integer(1) > position) break;
    versions = row.integer(0);
  }
  auto events = world.parts().dossiers.events(reader, id);
  events.resize(static_cast<std::size_t>(versions));
  return events;
}

// Days are compared, by the handbook's section 5.
int days_late(const std::optional<Instant>& due, Instant at) {
  return due ? static_cast<int>((local_date(at) - local_date(*due)).count()) : 0;
}

void count_end(const dossier::State& state, Figures& sum) {
  const int status = static_cast<int>(state.position.status);
  if (status == 3) ++sum.not_accepted;
  if (!state.received_at || !state.ended_at) return;
  if (status == 7) ++sum.withdrawn, ++sum.on_time;
  if (status == 8) ++sum.stopped;
  if (status != 9 && status != 10) return;
  const int late = days_late(state.due_at, *state.ended_at);
  ++(!state.due_at || late == 0 ? sum.on_time : late < 0 ? sum.early : sum.overdue);
  if (state.extended_at) ++sum.ended_re_appointed;
  ++(status == 10 ? sum.handed_over : sum.to_hand_over);
}

void count(const dossier::State& state, Instant now, Figures& sum) {
  count_end(state, sum);
  if (!state.received_at) return;
  const auto channel = static_cast<int>(state.channel);
  ++sum.received;
  ++(channel == 1 ? sum.received_counter : channel == 2 ? sum.received_online : sum.received_post);
  if (state.extended_at) ++sum.re_appointed;
  const int status = static_cast<int>(state.position.status);
  if (status == 5) ++sum.supplement;
  if (status == 6 || (status == 8 && !state.ended_at)) ++sum.paused;
  if (status == 2 || status == 4)
    ++(days_late(state.due_at, now) > 0 ? sum.in_process_overdue : sum.in_process_within);
}

// A clock that ran ahead dated something after today: it counts on that day.
bool is_ahead(const std::vector<dossier::Event>& events, LocalDate today) {
  return std::any_of(events.begin(), events.end(),
                     [&](const auto& event) { return local_date(event.occurred_at) > today; });
}

// Whatever the clocks did, what came has gone or is there.
std::int64_t came(const Figures& f) { return f.carried_over + f.received + f.taken_over; }
std::int64_t went(const Figures& f) { return f.early + f.on_time + f.overdue + f.stopped; }
std::int64_t stays(const Figures& f) {
  return f.in_process_within + f.in_process_overdue + f.supplement + f.paused;
}

bool can_be_asked(World& world) {
  return world.program().store().read([](store::Reader& reader) { return ranking::is_counted(reader); });
}

// Whether every event that is stored has been read for the figures.
bool is_caught_up(World& world) {
  return can_be_asked(world) && world.program().store().read([](store::Reader& reader) {
    const auto lag = dossier::lag(reader);
    return std::all_of(lag.begin(), lag.end(), [](const auto& figure) { return figure.second == 0; });
  });
}

// The flows that are kept, of the days that these counts are about and some around them.
dossier::DayCounts kept_around(store::Reader& reader, const dossier::DayCounts& counts) {
  constexpr std::chrono::days around{15};
  std::optional<LocalDate> first, last;
  for (const auto& [key, count] : counts) {
    const LocalDate day = parse_date(key.at(1)).value();
    first = std::min(first.value_or(day), day);
    last = std::max(last.value_or(day), day);
  }
  dossier::DayCounts kept;
  if (!first) return kept;
  for (const auto& input : ranking::kept_inputs(reader, *first - around, *last + around))
    kept[ranking::input_key(input)] = input.count;
  return kept;
}

}  // namespace

std::string figures_equal_a_recount(World& world) {
  const auto wrong = world.program().store().read(
      [&](store::Reader& reader) { return ranking::wrong_figures(reader, world.parts().counting); });
  return wrong.empty() ? "" : wrong.front();
}

std::string figures_are_what_lives_amount_to(World& world) {
  if (!can_be_asked(world)) return "";
  const Instant now = world.clock.now();
  const LocalDate today = local_date(now), first = *parse_date("2025-01-01");
  return world.program().store().read([&](store::Reader& reader) -> std::string {
    auto told = ranking::figures_of(reader, {"", "", 0, {ranking::PeriodKind::range, first, today}, today});
    told.median_minutes = told.ninetieth_minutes = std::nullopt;
    if (came(told) != went(told) + stays(told))
      return fmt::format("{} came, {} went, {} stay", came(told), went(told), stays(told));
    const auto position = dossier::EventReader("ranking").position(reader);
    Figures counted;
    for (const auto& known : world.ledger.all()) {
      const auto events = read_so_far(world, reader, known.id, position);
      if (is_ahead(events, today)) return "";
      if (!events.empty()) count(dossier::fold(events), now, counted);
    }
    if (told == counted) return "";
    return fmt::format(
        "received {} told, {} counted; early {} and {}, on time {} and {}, overdue {} and {}, in process "
        "{}+{} "
        "and {}+{}, waiting {}+{} and {}+{}",
        told.received, counted.received, told.early, counted.early, told.on_time, counted.on_time,
        told.overdue, counted.overdue, told.in_process_within, told.in_process_overdue,
        counted.in_process_within, counted.in_process_overdue, told.supplement, told.paused,
        counted.supplement, counted.paused);
  });
}

// Only when nothing waits to be read: the recount sees every event that is stored.
std::string places_equal_a_recount(World& world) {
  auto& store = world.program().store();
  const auto& units = world.parts().organisation;
  const LocalDate today = local_date(world.clock.now());
  const auto month = ranking::parse_period(format_iso(today).substr(0, 7)).value();
  const std::vector<ranking::Period> asked{month, ranking::previous(month)};
  if (!is_caught_up(world)) return "";
  ranking::ShareBoard board;
  const auto live = store.read([&](store::Reader& reader) {
    return ranking::ranking(reader, board, units, month, today, Language::vi);
  });
  const auto shares = ranking::recounted_shares(store, asked, today, province_offset);
  const auto recounted = ranking::rank(units, month, today, shares[0], shares[1], Language::vi);
  for (std::size_t i = 0; i < live.lines.size(); ++i) {
    const auto &a = live.lines[i], &b = recounted.lines.at(i);
    if (a.code != b.code || a.place != b.place || a.value != b.value || a.movement != b.movement)
      return fmt::format("{} stands where {} should", a.code, b.code);
  }
  return "";
}

std::string closed_days_equal_a_recount(World& world) {
  const auto wrong = world.program().store().read(
      [](store::Reader& reader) { return ranking::wrong_days(reader, province_offset); });
  return wrong.empty() ? "" : wrong.front();
}

std::string days_add_up_to_the_figures(World& world) {
  if (!is_caught_up(world)) return "";
  auto& store = world.program().store();
  auto counts = dossier::open_counts(store, province_offset, ranking::counts_inputs(province_offset));
  return store.read([&](store::Reader& reader) {
    constexpr int all = std::numeric_limits<int>::max();
    for (const auto& day : dossier::days_after(reader, dossier::before_all_days, all))
      dossier::add_counts(counts, day.read().counts);
    return ranking::difference(counts, kept_around(reader, counts));
  });
}

}  // namespace motcua::sim
