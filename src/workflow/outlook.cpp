#include "workflow/outlook.h"

#include <fmt/format.h>

#include "workflow/sql.h"
#include "workflow/suggestion.h"

namespace motcua::workflow {
namespace {

// What is left of a dossier depends on its version, channel and step alone: few differ among many dossiers.
class RemainingWork {
 public:
  explicit RemainingWork(const Installation& office)
      : catalogue_(office.shelf.current()), hours_(office.timetables.usual().hours()) {}

  const Remaining& of(const RunningStep& clock) {
    const std::string id = fmt::format("{}/{}", clock.procedure, clock.catalogue_version);
    const std::string key = fmt::format("{} {} {}", id, clock.channel, clock.step);
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    const auto version = catalogue_->version(id);
    return known_.emplace(key, version ? of(*version, clock) : fallback(clock)).first->second;
  }

 private:
  Remaining of(const catalogue::ProcedureVersion& version, const RunningStep& clock) const {
    const auto* terms = version.terms(static_cast<catalogue::Channel>(clock.channel));
    const auto limit = terms != nullptr && terms->limit ? *terms->limit : calendar::Limit{};
    return remaining(version.steps, clock.step, working_minutes_of(limit, hours_), Efforts::shipped());
  }
  // A version that was never imported here: the least work each step makes.
  static Remaining fallback(const RunningStep& clock) {
    return remaining(catalogue::default_steps(), clock.step, 0, Efforts::shipped());
  }

  const std::shared_ptr<const catalogue::Catalogue> catalogue_;
  const calendar::Hours& hours_;
  std::map<std::string, Remaining, std::less<>> known_;
};

struct Solved {
  std::int64_t count = 0;
  Instant last{};
};

LocalDate today_of(const Installation& office) {
  return local_date(office.clock.now(), office.organisation.province().offset);
}

std::map<std::string, Solved> solved_by_post(store::Reader& reader, const dossier::State& state) {
  std::map<std::string, Solved> solved;
  for (const auto& row : reader.run(sql::solved_by_post, {state.agencies.solving, state.procedure}))
    solved[row.text(0)] = {row.integer(1), row.instant(2)};
  return solved;
}

}  // namespace

Outlook outlook_of(const Installation& office, std::vector<RunningStep> clocks, std::string_view agency) {
  Outlook outlook{std::move(clocks), {}};
  RemainingWork work(office);
  outlook.ahead.reserve(outlook.clocks.size());
  for (const auto& clock : outlook.clocks) {
    const Remaining& rest = work.of(clock);
    const bool can_be_given =
        clock.unit == agency && (clock.step == "receive" || clock.step == "assign" || clock.step == "solve");
    // Before acceptance no result is promised yet, and the work that is left has no date to miss.
    const auto promised = clock.step == acceptance_step ? std::nullopt : clock.due_at;
    outlook.ahead.push_back({clock.dossier, promised.value_or(Instant::max()),
                             clock.given_to ? clock.given_to : clock.holder, clock.holder && !clock.given_to,
                             can_be_given, rest.work_now, rest.wait_now, rest.work_after, rest.wait_after});
  }
  return outlook;
}

std::vector<identity::PostHolder> solvers_of(const Installation& office, store::Reader& reader,
                                             const std::string& unit) {
  auto staff = identity::colleagues_of(reader, unit, today_of(office));
  std::erase_if(staff, [](const identity::PostHolder& each) {
    return !identity::Permissions::shipped().gives(each.post.role, "dossier.work");
  });
  return staff;
}

std::map<Uuid, Uuid> stand_ins(const Installation& office, store::Reader& reader, const std::string& unit) {
  const LocalDate today = today_of(office);
  std::map<Uuid, Uuid> away;
  for (const auto& cover : identity::covers_of(reader, unit, today)) {
    if (cover.kind == identity::Cover::Kind::absence && cover.holds_on(today)) away[cover.post] = cover.by;
  }
  return away;
}

std::vector<Uuid> solvers_here(const Installation& office, store::Reader& reader, const std::string& unit) {
  const auto away = stand_ins(office, reader, unit);
  std::vector<Uuid> posts;
  for (const auto& each : solvers_of(office, reader, unit)) {
    if (!away.contains(each.post.id)) posts.push_back(each.post.id);
  }
  return posts;
}

Assignees assignees(const Installation& office, store::Reader& reader, const dossier::State& state,
                    Language language) {
  const auto staff = solvers_of(office, reader, state.agencies.solving);
  const auto outlook =
      outlook_of(office, clocks_of_unit(reader, state.agencies.solving), state.agencies.solving);
  const auto loaded = loads(outlook.ahead);
  const auto solved = solved_by_post(reader, state);
  const auto away = stand_ins(office, reader, state.agencies.solving);
  std::map<Uuid, AssigneeView> views;
  std::vector<Candidate> candidates;
  for (const auto& each : staff) {
    AssigneeView view{each.post.id, each.display_name, each.post.title, 0, 0, 0, {}, false, {}};
    if (const auto found = loaded.find(each.post.id); found != loaded.end())
      view.load_minutes = found->second;
    if (const auto found = solved.find(each.post.id.text()); found != solved.end()) {
      view.solved = found->second.count;
      view.last_solved_at = found->second.last;
    }
    view.has_it = state.holder() == each.post.id;
    if (!away.contains(view.post)) candidates.push_back({view.post, view.load_minutes, view.solved});
    views.emplace(view.post, std::move(view));
  }
  std::int64_t work = 0;
  for (const auto& each : outlook.ahead) {
    if (each.post && views.contains(*each.post)) ++views.at(*each.post).open_dossiers;
    if (each.dossier == state.id) work = each.work_now;
  }
  Assignees answer;
  for (const auto& each : suggest(candidates, work)) {
    auto& view = views.at(each.post);
    if (each.why != Why::none && !view.has_it)
      view.suggested = message(language, "suggest." + std::string(name_of(each.why)));
    answer.items.push_back(view);
  }
  for (const auto& each : staff) {  // who is away stands last and is not suggested
    if (away.contains(each.post.id)) answer.items.push_back(views.at(each.post.id));
  }
  return answer;
}

const http::Shape<AssigneeView>& shape_of(const AssigneeView*) {
  using http::field;
  static const auto shape = http::object<AssigneeView>(
      "Assignee", {field("post", &AssigneeView::post), field("name", &AssigneeView::name),
                   field("title", &AssigneeView::title), field("open_dossiers", &AssigneeView::open_dossiers),
                   field("load_minutes", &AssigneeView::load_minutes), field("solved", &AssigneeView::solved),
                   field("last_solved_at", &AssigneeView::last_solved_at),
                   field("has_it", &AssigneeView::has_it), field("suggested", &AssigneeView::suggested)});
  return shape;
}
const http::Shape<Assignees>& shape_of(const Assignees*) {
  static const auto shape = http::object<Assignees>("Assignees", {http::field("items", &Assignees::items)});
  return shape;
}

}  // namespace motcua::workflow
