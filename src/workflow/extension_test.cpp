#include <gtest/gtest.h>

#include "base/table.h"
#include "workflow/act.h"
#include "workflow/decide.h"

namespace motcua::workflow {
namespace {

using dossier::Halt;
using dossier::State;
using dossier::Status;

const Uuid me = Uuid::parse("0193a1b2-0000-7000-8000-00000000000a").value();
const Uuid other = Uuid::parse("0193a1b2-0000-7000-8000-00000000000b").value();

Instant at(std::string_view text) { return parse_instant(text).value(); }
std::optional<Instant> maybe(const std::string& text) {
  return text.empty() || text == "-" ? std::nullopt : parse_instant(text);
}

const calendar::Timetable& timetable() {
  static const calendar::Timetable table(calendar::shipped_calendar(), calendar::default_hours());
  return table;
}

dossier::Position position(const std::string& name) {
  if (name == "paused") return {Status::halted, Halt::paused, Status::in_process};
  if (name == "stopped") return {Status::halted, Halt::stopped, {}};
  const auto status = dossier::status_of(name).value();
  const bool waits = status == Status::supplement_requested || status == Status::payment_requested;
  return {status, Halt::none, waits ? std::optional(Status::in_process) : std::nullopt};
}

// The steps up to the one in hand, as act_cases.tsv describes them.
State state_of(const std::string& status, const std::string& step, const std::string& relation) {
  State state;
  state.version = 5;
  state.position = position(status);
  for (const auto* key : {"receive", "assign", "solve", "approve", "return"}) {
    dossier::StepState each;
    each.key = key;
    if (step != key) each.done_at = Instant{};
    if (step == key && relation != "-") each.given_to = me;
    if (step == key && relation == "holds") each.taken_by = me;
    if (step == key && relation == "-") each.taken_by = each.given_to = other;
    if (status != "submitted") state.steps.push_back(each);
    if (step == key) break;
  }
  return state;
}

Viewer viewer(const std::string& role) {
  Viewer viewer;
  viewer.posts = {me};
  viewer.receives = role == "receiver";
  viewer.works = role == "specialist";
  viewer.assigns = role == "assigner";
  viewer.approves = role == "approver";
  return viewer;
}

TEST(Extension, IsLawfulForWhomAndWhenTheCaseTableSays) {
  const Table table = read_tsv_file("src/workflow/extension_cases.tsv");
  ASSERT_GT(table.rows.size(), 25U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    State state = state_of(table.at(i, "status"), table.at(i, "step"), table.at(i, "relation"));
    state.due_at = maybe(table.at(i, "due"));
    state.proposed_due = maybe(table.at(i, "proposed"));
    state.extended_at = maybe(table.at(i, "extended"));
    const auto act = act_of(table.at(i, "act"));
    ASSERT_TRUE(act) << table.at(i, "act");
    const auto verdict = judge(state, *act, viewer(table.at(i, "viewer")), at(table.at(i, "now")));
    EXPECT_EQ(verdict.allowed ? "yes" : verdict.reason, table.at(i, "verdict")) << "row " << i;
    EXPECT_EQ(verdict.cure ? name_of(*verdict.cure) : "-", table.at(i, "cure")) << "row " << i;
    EXPECT_TRUE(verdict.allowed || problem_status({verdict.reason}) >= 403) << verdict.reason;
  }
}

TEST(Extension, ANewDateIsLaterAndOnAWorkedTime) {
  const Table table = read_tsv_file("src/workflow/extension_date_cases.tsv");
  ASSERT_GT(table.rows.size(), 10U);
  State state = state_of("in_process", "solve", "holds");
  state.due_at = at("2026-11-26T09:42");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto due = at(table.at(i, "proposed"));
    const auto events = propose_extension(state, due, "Chờ xác minh", timetable(), at("2026-11-20T08:00"));
    EXPECT_EQ(events ? "yes" : events.error().at(0).code, table.at(i, "verdict")) << table.at(i, "why");
    if (!events) continue;
    ASSERT_EQ(events->size(), 1U);
    EXPECT_EQ(std::get<dossier::ExtensionProposed>(events->at(0).payload).due_at, due);
    EXPECT_TRUE(events->at(0).private_part) << "the reason is private";
    state.proposed_due = due;
    EXPECT_TRUE(extend(state, timetable(), at("2026-11-20T08:00")));
  }
}

// The steps of a dossier received 20/11 at 09:42, due three working days later.
State with_steps() {
  State state;
  state.version = 5;
  state.position = {Status::in_process, Halt::none, {}};
  state.promise.emplace();
  state.promise->due_at = state.due_at = at("2026-11-26T09:42");
  state.steps = {{"receive", at("2026-11-20T10:42"), {}, {}, {}, {}, at("2026-11-20T09:50")},
                 {"assign", at("2026-11-20T14:00"), {}, {}, {}, {}, at("2026-11-20T10:00")},
                 {"solve", at("2026-11-25T09:42"), {}, {}, {}, {}, {}},
                 {"approve", at("2026-11-25T15:42"), {}, {}, {}, {}, {}},
                 {"return", at("2026-11-26T09:42"), {}, {}, {}, {}, {}}};
  return state;
}

std::map<std::string, std::string> moved(const State& state, std::string_view now) {
  const auto events = extend(state, timetable(), at(now)).value();
  const auto& extended = std::get<dossier::Extended>(events.at(0).payload);
  EXPECT_EQ(extended.due_at, state.proposed_due);
  EXPECT_EQ(extended.calendar_version, timetable().calendar().version());
  std::map<std::string, std::string> steps;
  for (const auto& step : extended.steps) steps[step.key] = format_iso(*step.due_at).substr(0, 16);
  return steps;
}

TEST(Extension, OpenStepsMoveByTheSameWorkingTimeAndTheLastEndsWithTheNewDate) {
  State state = with_steps();
  state.proposed_due = at("2026-11-30T09:42");  // 27/11 and 30/11: two working days
  EXPECT_EQ(
      moved(state, "2026-11-23T08:00"),
      (std::map<std::string, std::string>{
          {"solve", "2026-11-27T09:42"}, {"approve", "2026-11-27T15:42"}, {"return", "2026-11-30T09:42"}}))
      << "steps done keep their dates";
}

TEST(Extension, AStepAlreadyLateStaysLate) {
  State state = with_steps();
  state.proposed_due = at("2026-11-30T09:42");
  EXPECT_EQ(
      moved(state, "2026-11-25T10:00"),
      (std::map<std::string, std::string>{{"approve", "2026-11-27T15:42"}, {"return", "2026-11-30T09:42"}}));
}

TEST(Extension, WhatAPauseAddedIsMadeGoodForTheSteps) {
  State state = with_steps();
  state.due_at = at("2026-11-27T09:42");  // a day of pause; the steps kept the dates of the plan
  state.proposed_due = at("2026-11-30T09:42");
  EXPECT_EQ(moved(state, "2026-11-23T08:00").at("return"), "2026-11-30T09:42");
  EXPECT_EQ(moved(state, "2026-11-23T08:00").at("solve"), "2026-11-27T09:42");
}

}  // namespace
}  // namespace motcua::workflow
