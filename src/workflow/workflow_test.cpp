#include <gtest/gtest.h>

#include "base/table.h"
#include "workflow/act.h"
#include "workflow/decide.h"
#include "workflow/plan.h"
#include "workflow/urgency.h"
#include "workflow/viewer.h"

namespace motcua::workflow {
namespace {

using dossier::Halt;
using dossier::State;
using dossier::Status;

Table cases(const std::string& name) { return read_tsv_file("src/workflow/" + name); }

const calendar::Timetable& timetable() {
  static const calendar::Timetable table(calendar::shipped_calendar(), calendar::default_hours());
  return table;
}

std::optional<Instant> maybe(const std::string& text) {
  return text.empty() || text == "-" ? std::nullopt : parse_instant(text);
}

dossier::Position position(const std::string& name) {
  if (name == "paused") return {Status::halted, Halt::paused, Status::in_process};
  if (name == "stopped") return {Status::halted, Halt::stopped, {}};
  const auto status = dossier::status_of(name).value();
  const bool waits = status == Status::supplement_requested || status == Status::payment_requested;
  return {status, Halt::none, waits ? std::optional(Status::in_process) : std::nullopt};
}

TEST(Plan, StepsShareTheLimitAsTheCaseTableSays) {
  const Table table = cases("plan_cases.tsv");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto steps = plan_steps(catalogue::default_steps(), *maybe(table.at(i, "received")),
                                  maybe(table.at(i, "due")), timetable())
                           .value();
    ASSERT_EQ(steps.size(), 5U);
    for (const auto& step : steps) {
      const auto& expected = table.at(i, step.key);
      EXPECT_EQ(step.due_at ? format_iso(*step.due_at).substr(0, 16) : "-", expected)
          << "row " << i << " " << step.key;
    }
  }
}

TEST(Urgency, ADossierWearsTheBadgeOfTheCaseTable) {
  const Table table = cases("urgency_cases.tsv");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    Clocked clocked{dossier::status_of(table.at(i, "status")).value(), Halt::none, maybe(table.at(i, "due"))};
    if (table.at(i, "halt") == "paused") clocked.halt = Halt::paused;
    if (table.at(i, "halt") == "stopped") clocked.halt = Halt::stopped;
    const Instant now = *maybe(table.at(i, "now"));
    EXPECT_EQ(name_of(urgency(clocked, now, province_offset)), table.at(i, "urgency")) << "row " << i;
    const auto minutes = remaining_working_minutes(clocked, now, timetable());
    EXPECT_EQ(minutes ? std::to_string(*minutes) : "-", table.at(i, "minutes")) << "row " << i;
  }
}

const Uuid me = Uuid::parse("0193a1b2-0000-7000-8000-00000000000a").value();
const Uuid other = Uuid::parse("0193a1b2-0000-7000-8000-00000000000b").value();

State state_of(const std::string& status, const std::string& step, bool result, const std::string& relation) {
  State state;
  state.version = 5;
  state.position = position(status);
  if (result) state.result.emplace();
  for (const auto* key : {"receive", "assign", "solve", "approve", "return"}) {
    dossier::StepState each;
    each.key = key;
    if (step == key) {
      if (relation == "holds") each.taken_by = each.given_to = me;
      if (relation == "given") each.given_to = me;
      const bool others = relation == "-" || relation == "covers";
      if (others && step != "assign") each.given_to = other;
      if (others && status == "in_process") each.taken_by = other;
      if (relation == "took over") each.given_to = each.taken_for = other, each.taken_by = me;
      if (status != "submitted") state.steps.push_back(each);
      break;
    }
    each.done_at = Instant{};
    if (status != "submitted") state.steps.push_back(each);
  }
  return state;
}

Viewer viewer(const std::string& role) {
  Viewer viewer;
  viewer.posts = {me};
  viewer.receives = viewer.hands_over = role == "receiver";
  viewer.works = role == "specialist";
  viewer.assigns = role == "assigner";
  viewer.approves = role == "approver";
  viewer.erases = role == "controller";
  return viewer;
}

TEST(Act, IsLawfulForWhomTheCaseTableSays) {
  const Table table = cases("act_cases.tsv");
  ASSERT_GT(table.rows.size(), 50U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const State state = state_of(table.at(i, "status"), table.at(i, "step"), table.at(i, "result") == "yes",
                                 table.at(i, "relation"));
    const auto act = act_of(table.at(i, "act"));
    ASSERT_TRUE(act) << table.at(i, "act");
    Viewer who = viewer(table.at(i, "viewer"));
    const auto& relation = table.at(i, "relation");
    if (relation == "covers" || relation == "took over") who.covered = {other};
    const Verdict verdict = judge(state, *act, who, Instant{});
    EXPECT_EQ(verdict.allowed ? "yes" : verdict.reason, table.at(i, "verdict"))
        << table.at(i, "status") << " " << table.at(i, "step") << " " << table.at(i, "viewer") << " "
        << table.at(i, "act");
  }
}

TEST(Act, EveryRefusalHasASentenceAndEveryActAWord) {
  for (const auto* status :
       {"submitted", "accepted", "in_process", "supplement_requested", "payment_requested", "paused",
        "stopped", "finished", "handed_over", "withdrawn", "not_accepted"}) {
    for (const auto* step : {"assign", "solve", "approve", "return"}) {
      for (const Act act : all_acts()) {
        const Verdict verdict = judge(state_of(status, step, false, "-"), act, Viewer{}, Instant{});
        EXPECT_TRUE(verdict.allowed || problem_status({verdict.reason}) >= 403) << verdict.reason;
        EXPECT_TRUE(has_message("act." + std::string(name_of(act))));
        EXPECT_EQ(act_of(name_of(act)), act);
      }
    }
  }
}

// Whoever may act does so in a post: the event needs its actor.
TEST(Act, WhoeverMayActHasAPostForIt) {
  const auto organisation = organisation::load_organisation();
  const std::string unit = organisation.communes().front()->code;
  for (const auto role : {identity::Role::counter_officer, identity::Role::specialist,
                          identity::Role::approver, identity::Role::centre_director}) {
    const identity::Official official{other, "thu", "Người Thử", false, {}};
    const identity::Post post{me, other, role, unit, "", "Công chức", *parse_date("2025-07-01"), {}};
    // In person, and by another official who covers that post today.
    const Uuid third = Uuid::parse("0193a1b2-0000-7000-8000-00000000000c").value();
    identity::Post covers = post;
    covers.id = third;
    covers.role = identity::Role::specialist;
    const identity::Caller callers[]{identity::Caller(official, {post}, "", {}, organisation),
                                     identity::Caller(official, {covers}, "", {}, organisation,
                                                      {{post, third, identity::Cover::Kind::absence}})};
    for (const auto& caller : callers)
      for (const auto* status : {"submitted", "accepted", "in_process", "supplement_requested",
                                 "payment_requested", "paused", "finished", "handed_over"}) {
        for (const auto* step : {"assign", "solve", "approve", "return"}) {
          for (const auto* relation : {"-", "given", "holds"}) {
            State state = state_of(status, step, true, relation);
            state.agencies = {unit, unit, unit};
            state.due_at = maybe("2026-11-26T09:42");
            state.proposed_due = maybe("2026-12-02T09:42");
            const Instant now = *maybe("2026-11-20T09:42");
            for (const Act act : all_acts()) {
              if (!judge(state, act, viewer_of(caller, state), now).allowed) continue;
              EXPECT_NE(acting_post(caller, state, act), nullptr)
                  << status << " " << step << " " << relation << " " << name_of(act);
            }
          }
        }
      }
  }
}

TEST(Act, TheNextActLeadsThroughTheProcess) {
  EXPECT_EQ(next_act(state_of("submitted", "", false, "-"), viewer("receiver")), Act::accept);
  EXPECT_EQ(next_act(state_of("accepted", "assign", false, "-"), viewer("assigner")), Act::assign);
  EXPECT_EQ(next_act(state_of("accepted", "solve", false, "given"), viewer("specialist")), Act::take);
  EXPECT_EQ(next_act(state_of("in_process", "solve", false, "holds"), viewer("specialist")),
            Act::attach_result);
  EXPECT_EQ(next_act(state_of("in_process", "solve", true, "holds"), viewer("specialist")), Act::solve);
  EXPECT_EQ(next_act(state_of("in_process", "approve", true, "holds"), viewer("approver")), Act::approve);
  EXPECT_EQ(next_act(state_of("finished", "return", true, "-"), viewer("receiver")), Act::hand_over);
  EXPECT_EQ(next_act(state_of("finished", "return", true, "given"), viewer("receiver")), Act::hand_over)
      << "handing over takes the step in the same act";
  EXPECT_EQ(next_act(state_of("in_process", "solve", false, "-"), viewer("receiver")), std::nullopt);
}

TEST(Decide, AWaitShiftsThePromiseByItsWorkingTime) {
  State state = state_of("paused", "solve", false, "holds");
  state.due_at = parse_instant("2026-11-26T09:42");
  state.clock_stopped_since = parse_instant("2026-11-20T15:00");
  const auto shift = shift_after_wait(state, timetable(), *parse_instant("2026-11-23T08:00")).value();
  ASSERT_TRUE(shift);
  EXPECT_EQ(shift->working_minutes, 180);
  EXPECT_EQ(format_iso(*shift->due_at), "2026-11-26T14:42:00+07:00");
  const auto backwards = shift_after_wait(state, timetable(), *parse_instant("2026-11-20T14:00")).value();
  EXPECT_EQ(backwards->due_at, state.due_at) << "a clock that went back shortens no promise";
  state.position.came_from = Status::submitted;
  EXPECT_FALSE(shift_after_wait(state, timetable(), *parse_instant("2026-11-23T08:00")).value());
}

}  // namespace
}  // namespace motcua::workflow
