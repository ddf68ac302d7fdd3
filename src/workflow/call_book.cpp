#include "workflow/call_book.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "workflow/escalation.h"
#include "workflow/names.h"
#include "workflow/sql.h"
#include "workflow/viewer.h"

namespace motcua::workflow {
namespace {

using identity::PostHolder;
using identity::Role;

// The posts of an agency and of the centre that receives for it, asked for once in a look.
class Staff {
 public:
  Staff(store::Reader& reader, LocalDate today) : reader_(reader), today_(today) {}

  std::vector<PostHolder> of(const RunningStep& clock) {
    auto all = in(clock.unit);
    if (clock.receiving_unit != clock.unit) {
      const auto& more = in(clock.receiving_unit);
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }

 private:
  const std::vector<PostHolder>& in(const std::string& unit) {
    auto found = known_.find(unit);
    if (found == known_.end()) found = known_.emplace(unit, identity::posts_in(reader_, unit, today_)).first;
    return found->second;
  }

  store::Reader& reader_;
  const LocalDate today_;
  std::map<std::string, std::vector<PostHolder>> known_;
};

std::vector<Uuid> with_role(const std::vector<PostHolder>& staff, Role role, std::string_view unit) {
  std::vector<Uuid> posts;
  for (const auto& each : staff) {
    if (each.post.role == role && each.post.unit == unit) posts.push_back(each.post.id);
  }
  return posts;
}

std::vector<Uuid> directors(const std::vector<PostHolder>& staff) {
  std::vector<Uuid> posts;
  for (const auto& each : staff) {
    if (each.post.role == Role::centre_director) posts.push_back(each.post.id);
  }
  return posts;
}

// Who has it, and who was asked to take it. What nobody has belongs to those who receive, or to who gives
// work out.
std::vector<Uuid> holders(const RunningStep& clock, const std::vector<PostHolder>& staff) {
  std::vector<Uuid> posts;
  if (clock.holder) posts.push_back(*clock.holder);
  if (clock.given_to) posts.push_back(*clock.given_to);
  if (!posts.empty()) return posts;
  if (clock.step == acceptance_step) return with_role(staff, Role::counter_officer, clock.receiving_unit);
  return directors(staff);
}

// Who signs in the holder's office, else in the agency; the centre's own head is its director.
std::vector<Uuid> heads(const RunningStep& clock, const std::vector<PostHolder>& staff) {
  const auto post = clock.holder ? clock.holder : clock.given_to;
  const auto holder =
      std::find_if(staff.begin(), staff.end(), [&](const PostHolder& each) { return post == each.post.id; });
  if (holder == staff.end() || holder->post.role != Role::specialist) return directors(staff);
  std::vector<Uuid> near;
  for (const auto& each : staff) {
    if (each.post.role == Role::approver && each.post.unit == holder->post.unit &&
        each.post.office == holder->post.office)
      near.push_back(each.post.id);
  }
  return near.empty() ? with_role(staff, Role::approver, holder->post.unit) : near;
}

std::vector<Uuid> people(Called called, const RunningStep& clock, const std::vector<PostHolder>& staff) {
  switch (called) {
    case Called::holder:
      return holders(clock, staff);
    case Called::head:
      return heads(clock, staff);
    case Called::director:
      return directors(staff);
  }
  CHECK(false);
}

void look_at(const Installation& office, store::Writer& writer, Staff& staff, const RunningStep& clock,
             Instant now) {
  if (clock.next_at == made_anew) {
    if (!look_again(writer, clock, clock.next_at)) return;  // an act has just made it; now its row is ours
    const auto state = office.dossiers.state(writer, clock.dossier);
    put_clock(writer, clock.dossier, state ? clock_of(*state, office.timetables) : std::nullopt);
    return;
  }
  CHECK(clock.step_due.has_value());
  const auto due =
      calls(shipped_rungs(), {clock.since, *clock.step_due}, now, office.timetables.of(clock.unit));
  if (!look_again(writer, clock, due ? due->next : std::nullopt) || !due) return;
  const auto posts = staff.of(clock);
  std::vector<Uuid> called;
  for (const auto& call : due->now) {
    for (const auto& post : people(call.called, clock, posts)) {
      if (std::find(called.begin(), called.end(), post) != called.end()) continue;
      called.push_back(post);
      writer.put(sql::insert_call,
                 {post, clock.dossier, clock.step, *clock.step_due, call.rung, name_of(call.called), now});
    }
  }
}

// The posts whose calls reach an official: the own ones first, then those covered today.
std::vector<Uuid> heard_posts(const identity::Caller& caller) {
  std::vector<Uuid> posts;
  for (const auto& post : caller.posts()) posts.push_back(post.id);
  for (const auto& each : caller.covered()) posts.push_back(each.post.id);
  return posts;
}

CallView call_in(const catalogue::Catalogue& catalogue, Names& names, const store::Row& row,
                 Language language) {
  CallView call;
  call.dossier = row.uuid(0);
  call.code = row.text(1);
  const auto version = catalogue.version(row.text(2) + "/" + std::to_string(row.integer(3)));
  call.procedure = version ? version->name.in(language) : row.text(2);
  call.step = message(language, "step." + row.text(4));
  call.step_due = row.instant(5);
  call.rung = row.text(6);
  call.text = message(language, "call." + call.rung, {{"step", call.step}});
  call.called = row.text(7);
  if (const auto caller_post = row.uuid_or_null(8)) call.caller = names.name(*caller_post);
  call.called_at = row.instant(9);
  const auto holder = row.uuid_or_null(10);
  if (const auto has = holder ? holder : row.uuid_or_null(11)) call.holder = names.name(*has);
  return call;
}

}  // namespace

bool look_at_clocks(const Installation& office, Instant now, int most) {
  const bool idle =
      office.store.read([&](store::Reader& reader) { return clocks_to_look_at(reader, now, 1).empty(); });
  if (idle) return false;
  return office.store.write([&](store::Writer& writer) {
    const auto clocks = clocks_to_look_at(writer, now, most);
    Staff staff(writer, local_date(now, office.organisation.province().offset));
    for (const auto& clock : clocks) look_at(office, writer, staff, clock, now);
    return clocks.size() == static_cast<std::size_t>(most);
  });
}

CallPage calls_of(const Installation& office, store::Reader& reader, const identity::Caller& caller,
                  Language language) {
  CallPage page;
  Names names(reader);
  const auto shelf = office.shelf.current();
  for (const auto& post : heard_posts(caller)) {
    for (const auto& row : reader.run(sql::calls_of_post, {post})) {
      page.items.push_back(call_in(*shelf, names, row, language));
      if (caller.covers(post)) page.items.back().covers = names.name(post);
    }
  }
  std::stable_sort(page.items.begin(), page.items.end(),
                   [](const CallView& a, const CallView& b) { return a.called_at > b.called_at; });
  // Of several calls about one dossier the last says it all.
  std::set<Uuid> told;
  std::erase_if(page.items, [&](const CallView& each) { return !told.insert(each.dossier).second; });
  page.total = count_calls(reader, caller);
  return page;
}

std::int64_t count_calls(store::Reader& reader, const identity::Caller& caller) {
  std::set<Uuid> dossiers;  // about one the caller may be called in the own post and for another
  for (const auto& post : heard_posts(caller)) {
    for (const auto& row : reader.run(sql::called_dossiers, {post})) dossiers.insert(row.uuid(0));
  }
  return static_cast<std::int64_t>(dossiers.size());
}

void acknowledge(store::Writer& writer, const identity::Caller& caller, const std::vector<Uuid>& dossiers,
                 Instant now) {
  for (const auto& post : heard_posts(caller)) {
    if (dossiers.empty()) writer.put(sql::acknowledge_all_calls, {post, now});
    for (const auto& dossier : dossiers) writer.put(sql::acknowledge_calls, {post, now, dossier});
  }
}

Expected<void> remind(const Installation& office, const identity::Caller& caller, const Uuid& dossier) {
  const Instant now = office.clock.now();
  return office.store.write([&](store::Writer& writer) -> Expected<void> {
    const auto state = office.dossiers.state(writer, dossier);
    if (!state || !may_read(caller, *state)) return refuse("dossier.unknown");
    const auto* by = caller.post_for("dossier.assign", state->agencies.solving);
    if (by == nullptr) by = caller.post_for("dossier.assign", state->agencies.received);
    if (by == nullptr) return refuse("workflow.not_the_assigner");
    const auto clock = clock_of(*state, office.timetables);
    const auto to = !clock ? std::nullopt : clock->given_to ? clock->given_to : clock->holder;
    if (!to) return refuse("workflow.nobody_to_remind");
    writer.put(sql::put_reminder,
               {*to, dossier, clock->step, clock->step_due.value_or(Instant{}), by->id, now});
    return {};
  });
}

const http::Shape<CallView>& shape_of(const CallView*) {
  using http::field;
  static const auto shape = http::object<CallView>(
      "Call", {field("dossier", &CallView::dossier), field("code", &CallView::code),
               field("procedure", &CallView::procedure), field("step", &CallView::step),
               field("step_due", &CallView::step_due), field("rung", &CallView::rung),
               field("text", &CallView::text), field("called", &CallView::called),
               field("holder", &CallView::holder), field("caller", &CallView::caller),
               field("covers", &CallView::covers), field("called_at", &CallView::called_at)});
  return shape;
}
const http::Shape<CallPage>& shape_of(const CallPage*) {
  static const auto shape = http::object<CallPage>(
      "CallPage", {http::field("total", &CallPage::total), http::field("items", &CallPage::items)});
  return shape;
}

}  // namespace motcua::workflow
