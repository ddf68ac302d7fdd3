// Every act in every position, by one who may do anything: what the rulebook says is what the fold can do.
#include <gtest/gtest.h>

#include <fstream>

#include "base/table.h"
#include "workflow/act.h"

namespace motcua::workflow {
namespace {

using dossier::Halt;
using dossier::Move;
using dossier::Position;
using dossier::State;
using dossier::Status;

constexpr const char* table_file = "src/workflow/every_act_cases.tsv";
const Uuid me = Uuid::parse("0193a1b2-0000-7000-8000-00000000000a").value();
const Instant now = parse_instant("2026-11-18T09:00").value();

// Where a dossier can stand: its status, the step in hand, who has that step.
struct Place {
  std::string name;
  Position position;
  std::string step = "";  // "" before acceptance and after the end
  bool taken = true;
  bool result = false;
  bool proposed = false, extended = false;  // a later due date
};

Position at(Status status) { return {status, Halt::none, std::nullopt}; }
Position waiting(Status status, Halt halt = Halt::none) { return {status, halt, Status::in_process}; }

const std::vector<Place>& places() {
  static const std::vector<Place> all{
      {"submitted", at(Status::submitted)},
      {"submitted, papers asked for", {Status::supplement_requested, Halt::none, Status::submitted}},
      {"accepted, to be assigned", at(Status::accepted), "assign", false},
      {"accepted, given to me", at(Status::accepted), "solve", false},
      {"solving", at(Status::in_process), "solve"},
      {"solving, result attached", at(Status::in_process), "solve", true, true},
      {"solving, later date proposed", at(Status::in_process), "solve", true, false, true},
      {"solving, extended", at(Status::in_process), "solve", true, false, true, true},
      {"approving", at(Status::in_process), "approve", true, true},
      {"papers asked for", waiting(Status::supplement_requested), "solve"},
      {"payment asked for", waiting(Status::payment_requested), "solve"},
      {"paused", waiting(Status::halted, Halt::paused), "solve"},
      {"paused for another agency", waiting(Status::halted, Halt::paused), "solve"},
      {"finished", at(Status::finished), "return", false, true},
      {"handed over", at(Status::handed_over), "", true, true},
      {"not accepted", at(Status::not_accepted)},
      {"withdrawn", at(Status::withdrawn), "solve"},
      {"stopped", {Status::halted, Halt::stopped, {}}, "solve"}};
  return all;
}

State state_in(const Place& place) {
  State state;
  state.version = 5;
  state.position = place.position;
  state.received_at = parse_instant("2026-11-17T09:00");
  state.due_at = parse_instant("2026-11-26T09:00");
  if (place.result) state.result.emplace();
  if (place.name.ends_with("another agency")) state.awaited = "03";
  if (place.proposed) state.proposed_due = parse_instant("2026-11-30T09:00");
  if (place.extended) state.extended_at = now;
  if (place.name.starts_with("submitted") || place.name == "not accepted") return state;
  for (const auto* key : {"receive", "assign", "solve", "approve", "return"}) {
    dossier::StepState step;
    step.key = key;
    if (place.step == key) {
      if (place.step != "assign") step.given_to = me;
      if (place.taken) step.taken_by = me;
      state.steps.push_back(step);
      break;
    }
    step.done_at = now;
    state.steps.push_back(step);
  }
  return state;
}

Viewer anyone() {
  Viewer viewer;
  viewer.posts = {me};
  viewer.receives = viewer.works = viewer.assigns = viewer.approves = viewer.hands_over = viewer.erases =
      true;
  return viewer;
}

// The move that an act's events make; nothing for acts that leave the status alone.
std::optional<Move> move_of_act(Act act, const State& state) {
  switch (act) {
    case Act::accept:
      return Move::accept;
    case Act::refuse:
      return Move::not_accept;
    case Act::take:
      return state.position.status == Status::accepted ? std::optional(Move::start) : std::nullopt;
    case Act::request_supplement:
      return Move::request_supplement;
    case Act::receive_supplement:
      return Move::receive_supplement;
    case Act::request_payment:
      return Move::request_payment;
    case Act::settle_payment:
      return Move::settle_payment;
    case Act::pause:
      return Move::pause;
    case Act::resume:
      return Move::resume;
    case Act::approve:
      return Move::finish;
    case Act::hand_over:
      return Move::hand_over;
    case Act::withdraw:
      return Move::withdraw;
    case Act::stop:
      return Move::stop;
    case Act::attach_scan:
    case Act::assign:
    case Act::solve:
    case Act::attach_result:
    case Act::return_for_correction:
    case Act::add_foreign_code:
    case Act::erase:
    case Act::propose_extension:
    case Act::extend:
      return std::nullopt;
  }
  CHECK(false);
}

std::string name_of_position(const Position& position) {
  if (position.halt == Halt::paused) return "paused";
  if (position.halt == Halt::stopped) return "stopped";
  return std::string(dossier::name_of(position.status));
}

struct Outcome {
  std::string verdict, leads_to;
};
Outcome outcome(const Place& place, Act act) {
  const State state = state_in(place);
  const Verdict verdict = judge(state, act, anyone(), now);
  if (!verdict.allowed) return {verdict.reason, "-"};
  const auto move = move_of_act(act, state);
  if (!move) return {"yes", "-"};
  const auto next = dossier::after(state.position, *move);
  return {"yes", next ? name_of_position(*next) : "IMPOSSIBLE"};
}

// MOTCUA_UPDATE_GOLDEN=1 writes the table anew; read what has changed before it is kept.
TEST(EveryAct, IsJudgedInEveryPositionAsTheTableSays) {
  if (std::getenv("MOTCUA_UPDATE_GOLDEN") != nullptr) {
    std::ofstream out(table_file);
    out << "# Every act in every position, by one who holds the step and has every permission. leads_to: the "
           "status "
           "after it, - where\n# it stays. A row for each pair: a new status or act is not forgotten.\n"
           "position\tact\tverdict\tleads_to\n";
    for (const auto& place : places()) {
      for (const Act act : all_acts()) {
        const auto [verdict, leads_to] = outcome(place, act);
        out << place.name << '\t' << name_of(act) << '\t' << verdict << '\t' << leads_to << '\n';
      }
    }
  }
  const Table table = read_tsv_file(table_file);
  ASSERT_EQ(table.rows.size(), places().size() * all_acts().size());
  std::size_t row = 0;
  for (const auto& place : places()) {
    for (const Act act : all_acts()) {
      ASSERT_EQ(table.at(row, "position"), place.name);
      ASSERT_EQ(table.at(row, "act"), name_of(act)) << place.name;
      const auto [verdict, leads_to] = outcome(place, act);
      EXPECT_EQ(table.at(row, "verdict"), verdict) << place.name << ": " << name_of(act);
      EXPECT_EQ(table.at(row, "leads_to"), leads_to) << place.name << ": " << name_of(act);
      EXPECT_NE(leads_to, "IMPOSSIBLE")
          << place.name << ": " << name_of(act) << " is allowed and cannot be folded";
      ++row;
    }
  }
}

// Each status is somewhere in the list.
TEST(EveryAct, LeavesOutNoStatus) {
  for (int status = 1; status <= 10; ++status) {
    const bool found = std::any_of(places().begin(), places().end(), [&](const Place& place) {
      return static_cast<int>(place.position.status) == status;
    });
    EXPECT_TRUE(found) << status;
  }
}

}  // namespace
}  // namespace motcua::workflow
