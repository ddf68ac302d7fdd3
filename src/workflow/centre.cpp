#include "workflow/centre.h"

#include <algorithm>

#include "base/check.h"
#include "workflow/hours.h"
#include "workflow/names.h"
#include "workflow/outlook.h"
#include "workflow/sql.h"
#include "workflow/tally.h"
#include "workflow/urgency.h"
#include "workflow/work_list.h"

namespace motcua::workflow {
namespace {

constexpr std::array remedies{Remedy::remind, Remedy::assign, Remedy::reassign, Remedy::extend,
                              Remedy::explain};

// Builds one director's page; keeps what its parts share.
class Day {
 public:
  Day(const Installation& office, store::Reader& reader, const organisation::Unit& agency, Language language)
      : office_(office),
        reader_(reader),
        agency_(agency.code),
        timetable_(office.timetables.of(agency.code)),
        now_(office.clock.now()),
        language_(language),
        names_(reader),
        outlook_(outlook_of(office, clocks_of_centre(reader, agency.code), agency.code)) {
    view_.unit = {agency.code, agency.name.in(language)};
    view_.now = now_;
    view_.running = static_cast<std::int64_t>(outlook_.clocks.size());
  }

  CentreView make(std::string_view period, const Period& span) {
    view_.period = period;
    view_.from = span.from;
    view_.before_from = span.before_from;
    view_.unaccepted = tallies_of(reader_, agency_, "", 0)[static_cast<int>(dossier::Lane::submitted)];
    foreseen();
    loads();
    figures(span);
    channels();
    return std::move(view_);
  }

 private:
  // By the due date of the result, as the forecast has it: before acceptance there is none.
  Urgency urgency_of(const Ahead& ahead) const {
    const auto due = ahead.due_at == Instant::max() ? std::nullopt : std::optional(ahead.due_at);
    return urgency({dossier::Status::in_process, dossier::Halt::none, due}, now_, timetable_.offset());
  }

  // Who does today what this post has to do.
  Uuid doer(const Uuid& post, const std::string& unit) {
    auto away = away_.find(unit);
    if (away == away_.end()) away = away_.emplace(unit, stand_ins(office_, reader_, unit)).first;
    const auto found = away->second.find(post);
    return found == away->second.end() ? post : found->second;
  }

  void foreseen() {
    const auto late = foresee(outlook_.ahead, solvers_here(office_, reader_, agency_), now_, timetable_);
    const auto loaded = workflow::loads(outlook_.ahead);
    view_.foreseen_total = static_cast<std::int64_t>(late.size());
    for (const Remedy remedy : remedies) {
      const auto count = std::count_if(late.begin(), late.end(),
                                       [&](const Foreseen& each) { return each.remedy == remedy; });
      if (count > 0) view_.remedies.push_back({std::string(name_of(remedy)), count});
    }
    for (const auto& each : late) {
      if (view_.foreseen.size() == foreseen_per_page) break;
      view_.foreseen.push_back(line(each, loaded));
    }
  }

  ForeseenView line(const Foreseen& found, const std::map<Uuid, std::int64_t>& loaded) {
    const auto item = work_item(office_, reader_, names_, found.dossier, now_, language_);
    ForeseenView line;
    line.dossier = found.dossier;
    line.code = item.code;
    line.procedure = item.procedure.name;
    line.owner_name = item.owner_name;
    line.state = item.state;
    line.due_at = found.due_at;
    line.save_until = found.save_until;
    if (item.step) line.step = item.step->name;
    const auto clock = std::find_if(outlook_.clocks.begin(), outlook_.clocks.end(),
                                    [&](const RunningStep& each) { return each.dossier == found.dossier; });
    const auto holder = clock->given_to ? clock->given_to : clock->holder;
    if (holder) line.holder = names_.name(*holder);
    line.work_minutes = found.work;
    line.queue_minutes = found.queue;
    line.late_by_minutes = found.late_by;
    line.remedy = name_of(found.remedy);
    if (found.post) {
      const Uuid who = doer(*found.post, clock->unit);
      line.who = names_.name(who);
      const auto load = loaded.find(who);
      line.who_load_minutes = load == loaded.end() ? 0 : load->second;
    }
    return line;
  }

  void count(LoadView& load, const RunningStep& clock, const Ahead& ahead) {
    load.work_minutes += ahead.work_now;
    if (clock.step == acceptance_step && clock.step_due && *clock.step_due < now_) ++view_.unaccepted_late;
    switch (urgency_of(ahead)) {
      case Urgency::overdue:
        ++load.overdue;
        ++view_.overdue;
        break;
      case Urgency::due_today:
        ++load.due_today;
        ++view_.due_today;
        break;
      case Urgency::running:
      case Urgency::waiting:
      case Urgency::paused:
      case Urgency::done:
      case Urgency::closed:
        ++load.later;
        break;
    }
  }

  // Everybody of the agency who could have something, also those with nothing: they can take it over.
  void loads() {
    std::map<Uuid, LoadView> by_post;
    for (const auto& each : solvers_of(office_, reader_, agency_))
      by_post[each.post.id] = {each.display_name, each.post.title, 0, 0, 0, 0};
    LoadView nobody;
    for (std::size_t i = 0; i < outlook_.clocks.size(); ++i) {
      const auto& post = outlook_.ahead[i].post;
      if (post && !by_post.contains(*post)) {
        const auto* holder = names_.holder(*post);
        by_post[*post] = {names_.name(*post), holder == nullptr ? "" : holder->post.title, 0, 0, 0, 0};
      }
      count(post ? by_post[*post] : nobody, outlook_.clocks[i], outlook_.ahead[i]);
    }
    for (auto& [post, load] : by_post) view_.loads.push_back(std::move(load));
    std::stable_sort(view_.loads.begin(), view_.loads.end(),
                     [](const LoadView& a, const LoadView& b) { return a.work_minutes > b.work_minutes; });
    if (nobody.overdue + nobody.due_today + nobody.later > 0) view_.loads.push_back(nobody);
  }

  struct Ended {
    std::int64_t all, in_time;
  };
  Ended ended(Instant from, Instant until) {
    const auto offset = std::chrono::milliseconds(timetable_.offset().value).count();
    const auto row = *reader_.one(sql::ended_between, {agency_, from, until, offset});
    return {row.integer(0), row.integer(1)};
  }

  void figures(const Period& span) {
    const auto received = [&](Instant from, Instant until) {
      std::int64_t sum = 0;
      for (const auto& row : reader_.run(sql::received_by_channel, {agency_, from, until}))
        sum += row.integer(1);
      return sum;
    };
    const auto handed_over = [&](Instant from, Instant until) {
      return reader_.one(sql::handed_over_between, {agency_, from, until})->integer(0);
    };
    const Ended now = ended(span.from, span.until), before = ended(span.before_from, span.before_until);
    view_.figures = {
        {"received", received(span.from, span.until), received(span.before_from, span.before_until)},
        {"handed_over", handed_over(span.from, span.until), handed_over(span.before_from, span.before_until)},
        {"ended", now.all, before.all},
        {"ended_in_time", now.in_time, before.in_time},
        {"with_applicant", reader_.one(sql::with_applicant, {agency_})->integer(0), {}}};
  }

  void channels() {
    const auto month = period_of("month", now_, timetable_.offset());
    for (const auto& row : reader_.run(sql::received_by_channel, {agency_, month->from, month->until})) {
      const auto channel = static_cast<catalogue::Channel>(row.integer(0));
      view_.channels.push_back({std::string(catalogue::name_of(channel)), row.integer(1)});
    }
  }

  const Installation& office_;
  store::Reader& reader_;
  const std::string agency_;
  const calendar::Timetable& timetable_;
  const Instant now_;
  const Language language_;
  Names names_;
  const Outlook outlook_;
  std::map<std::string, std::map<Uuid, Uuid>> away_;  // by unit
  CentreView view_;
};

Expected<Period> asked_period(const Installation& office, std::string_view name) {
  const auto period = period_of(name, office.clock.now(), office.organisation.province().offset);
  if (!period) return refuse("workflow.period_unknown", "?period", {{"period", std::string(name)}});
  return *period;
}

// By officer, the most first; an office's is the sum of its officers'.
void tell_officers(CentreHours& hours, const HoursBook& book, const Installation& office, Names& names,
                   Language language) {
  std::map<std::string, std::int64_t> by_office;
  for (const auto& [post, held] : book.officers()) {
    const auto* holder = names.holder(post);
    std::string where;
    if (holder != nullptr) {
      const auto& at = holder->post.office.empty() ? holder->post.unit : holder->post.office;
      const auto* unit = office.organisation.find(at);
      where = unit == nullptr ? at : unit->name.in(language);
    }
    by_office[where] += held.minutes;
    hours.officers.push_back({holder == nullptr ? message(language, "actor.unknown") : holder->display_name,
                              holder == nullptr ? "" : holder->post.title, where, held.minutes,
                              held.dossiers});
  }
  for (const auto& [where, minutes] : by_office) hours.offices.push_back({where, minutes});
  const auto more = [](const auto& a, const auto& b) { return a.minutes > b.minutes; };
  std::stable_sort(hours.officers.begin(), hours.officers.end(), more);
  std::stable_sort(hours.offices.begin(), hours.offices.end(), more);
}

}  // namespace

Expected<CentreView> centre_view(const Installation& office, store::Reader& reader,
                                 const organisation::Unit& agency, std::string_view period,
                                 Language language) {
  const auto span = asked_period(office, period);
  if (!span) return refuse(span.error());
  return Day(office, reader, agency, language).make(period, *span);
}

Expected<CentreHours> centre_hours(const Installation& office, store::Reader& reader,
                                   const organisation::Unit& agency, std::string_view period,
                                   Language language) {
  const auto span = asked_period(office, period);
  if (!span) return refuse(span.error());
  const Instant now = office.clock.now();
  HoursBook book(span->from, now, office.timetables.of(agency.code));
  CentreHours hours;
  hours.from = span->from;
  hours.until = now;
  for (const auto& row : reader.run(sql::alive_since, {agency.code, span->from})) {
    const auto added = book.add(tenures(office.dossiers.events(reader, row.uuid(0)), now));
    if (!added) return refuse(added.error());
    ++hours.dossiers;
  }
  Names names(reader);
  tell_officers(hours, book, office, names, language);
  for (const auto& [kind, held] : book.all()) {
    hours.minutes += held.minutes;
    if (kind == Holder::Kind::officer) continue;
    const std::string name(name_of(kind));
    hours.others.push_back({name, message(language, "holder." + name), held.minutes, held.dossiers});
  }
  return hours;
}

}  // namespace motcua::workflow
