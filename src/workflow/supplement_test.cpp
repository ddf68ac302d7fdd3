#include "workflow/supplement.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/table.h"
#include "workflow/acceptance.h"
#include "workflow/decide.h"

namespace motcua::workflow {
namespace {

using dossier::FaultKind;
using dossier::Halt;
using dossier::State;
using dossier::Status;

Instant at(std::string_view text) { return parse_instant(text).value(); }
std::optional<Instant> maybe(const std::string& text) {
  return text.empty() ? std::nullopt : parse_instant(text);
}

const calendar::Timetable& timetable() {
  static const calendar::Timetable table(calendar::shipped_calendar(), calendar::default_hours());
  return table;
}

catalogue::ProcedureVersion version() {
  catalogue::ProcedureVersion made;
  for (const auto* id : {"to-khai", "giay-a", "giay-b", "the-can-cuoc"}) {
    catalogue::Paper paper;
    paper.id = id;
    paper.name = {id, id};
    if (paper.id == "the-can-cuoc") paper.kind = catalogue::PaperKind::show;
    made.papers.push_back(paper);
  }
  return made;
}

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> list;
  std::istringstream all(text);
  for (std::string one; all >> one;) list.push_back(one);
  return list;
}

std::vector<WrittenFault> faults(const std::string& text) {
  std::vector<WrittenFault> list;
  for (auto word : words(text)) {
    if (word == "-") continue;
    WrittenFault written;
    written.fault.kind = word[0] == 'M'   ? FaultKind::missing_paper
                         : word[0] == 'P' ? FaultKind::fault_in_paper
                                          : FaultKind::fault_in_field;
    if (word.back() == '!') {
      written.reason = "sai";
      word.pop_back();
    }
    written.fault.key = word.substr(2);
    written.fault.basis = "Điều 16";
    list.push_back(written);
  }
  return list;
}

struct Brought {
  std::vector<dossier::PaperCount> papers;
  std::vector<GivenField> fields;
};
// A text with a blank in it is written as two words; only the first counts.
Brought brought(const std::string& text) {
  Brought all;
  for (const auto& word : words(text)) {
    if (const auto equals = word.find('='); equals != std::string::npos) {
      all.fields.push_back({word.substr(0, equals), word.substr(equals + 1)});
    } else if (const auto colon = word.find(':'); colon != std::string::npos) {
      all.papers.push_back({word.substr(0, colon), std::stoi(word.substr(colon + 1)), 0, 0});
    }
  }
  return all;
}

State waiting(const std::vector<WrittenFault>& asked) {
  State state;
  state.position = {Status::supplement_requested, Halt::none, Status::in_process};
  for (const auto& each : asked) {
    auto& keys = each.fault.kind == FaultKind::fault_in_field ? state.asked_fields : state.asked_papers;
    keys.push_back(each.fault.key);
  }
  return state;
}

std::string said(const Expected<void>& verdict) {
  std::string text;
  if (verdict) return text;
  for (const auto& problem : verdict.error()) {
    text += (text.empty() ? "" : " ") + problem.code.substr(std::string("workflow.").size()) + problem.field;
  }
  return text;
}

TEST(Supplement, AsksAndTakesAsTheCaseTableSays) {
  const Table table = read_tsv_file("src/workflow/supplement_cases.tsv");
  ASSERT_GE(table.rows.size(), 20U);
  const auto procedure = version();
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto asked = faults(table.at(i, "asked"));
    const auto given = brought(table.at(i, "brought"));
    const bool comes_in = !table.at(i, "brought").empty();
    const auto verdict =
        comes_in ? check_supplement(waiting(asked), given.papers, given.fields, &procedure, Language::vi)
                 : check_faults(asked, &procedure, Language::vi);
    EXPECT_EQ(said(verdict), table.at(i, "faults")) << table.at(i, "note");
  }
}

TEST(Supplement, KeepsWhatWasWrittenInThePrivatePart) {
  const auto asked = faults("M:giay-a P:to-khai! F:address!");
  const auto events = request_supplement(asked, "Nộp trong tuần", at("2026-11-20T09:00"));
  ASSERT_EQ(events.size(), 1U);
  const auto& request = std::get<dossier::SupplementRequested>(events[0].payload);
  ASSERT_EQ(request.faults.size(), 3U);
  EXPECT_EQ(request.faults[2].basis, "Điều 16");
  const auto reasons = reasons_of(*events[0].private_part, 3);
  EXPECT_EQ(reasons.whole, "Nộp trong tuần");
  EXPECT_EQ(reasons.each, (std::vector<std::string>{"", "sai", "sai"}));
  EXPECT_EQ(reasons_of(json::object{{"reason", "lời cũ"}}, 2).each, std::vector<std::string>(2))
      << "an earlier version had one reason";
}

TEST(Supplement, ACorrectedFieldIsJudgedAsItWasWhenHandedIn) {
  dossier::Submission submission;
  submission.applicant.full_name = "Lò Thị Mẫu";
  const auto good = corrected(submission, {{"phone", " 0912 000 128 "}, {"birth_date", "1990-02-15"}});
  ASSERT_TRUE(good);
  EXPECT_EQ(good->applicant.phone, "0912 000 128");
  EXPECT_EQ(dossier::text_of_field(*good, "birth_date"), "1990-02-15");
  const auto bad = corrected(submission, {{"address", "Bản Kéo"}, {"phone", "không có"}});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error()[0].field, "/fields/1/text");
}

// A wait of two working days, from Friday morning to the Wednesday after a holiday.
State solving() {
  State state;
  state.position = {Status::halted, Halt::paused, Status::in_process};
  state.due_at = at("2026-11-26T09:42");
  state.clock_stopped_since = at("2026-11-20T09:42");
  for (const auto* key : {"receive", "solve", "approve", "return"}) {
    dossier::StepState step;
    step.key = key;
    state.steps.push_back(step);
  }
  state.steps[0].done_at = state.steps[0].due_at = at("2026-11-19T10:00");
  state.steps[1].due_at = at("2026-11-23T10:00");
  state.steps[2].due_at = at("2026-11-26T09:42");
  return state;
}

TEST(Wait, MovesTheStepsStillOpenAsItMovesThePromise) {
  const auto events = resume(solving(), timetable(), at("2026-11-25T09:42"));
  ASSERT_TRUE(events);
  const auto& resumed = std::get<dossier::Resumed>((*events)[0].payload);
  ASSERT_TRUE(resumed.shift);
  EXPECT_EQ(resumed.shift->working_minutes, 2 * 480);
  EXPECT_EQ(resumed.shift->due_at, at("2026-11-30T09:42"));
  ASSERT_EQ(resumed.steps.size(), 2U) << "done ones and those without a date stay";
  EXPECT_EQ(resumed.steps[0], (dossier::PlannedStep{"solve", at("2026-11-26T10:00")}));
  EXPECT_EQ(resumed.steps[1], (dossier::PlannedStep{"approve", at("2026-11-30T09:42")}))
      << "the last ends with the promise";
}

TEST(Wait, BeforeAcceptanceMovesTheTimeToAccept) {
  State state;
  state.position = {Status::supplement_requested, Halt::none, Status::submitted};
  state.accept_by = at("2026-11-20T15:00");
  state.clock_stopped_since = at("2026-11-20T09:00");
  const auto events = receive_supplement(state, {}, {}, timetable(), at("2026-11-23T09:00"));
  ASSERT_TRUE(events);
  const auto& received = std::get<dossier::SupplementReceived>((*events)[0].payload);
  EXPECT_FALSE(received.shift) << "nothing was promised yet";
  EXPECT_TRUE(received.steps.empty());
  EXPECT_EQ(received.accept_by, at("2026-11-23T15:00"));
}

TEST(Wait, ForAnotherAgencyNamesItInPublicOnlyByItsCode) {
  const Instant now = at("2026-11-20T09:00");
  const auto ours = pause("Xác minh", "Điều 19", AwaitedAgency{"03", ""}, now);
  EXPECT_EQ(std::get<dossier::Paused>(ours[0].payload).agency, "03");
  const auto outside = pause("Xác minh", "Điều 19", AwaitedAgency{"", "Bảo hiểm xã hội"}, now);
  EXPECT_EQ(std::get<dossier::Paused>(outside[0].payload).agency, "");
  EXPECT_EQ(outside[0].private_part->at("agency").as_string(), "Bảo hiểm xã hội");
  EXPECT_FALSE(std::get<dossier::Paused>(pause("Ốm", "", {}, now)[0].payload).agency);
}

TEST(Acceptance, IsJudgedAsTheCaseTableSays) {
  const Table table = read_tsv_file("src/workflow/acceptance_cases.tsv");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    State state;
    state.position.status = dossier::status_of(table.at(i, "status")).value();
    state.accept_by = maybe(table.at(i, "accept_by"));
    const bool refused = state.position.status == Status::not_accepted;
    (refused ? state.ended_at : state.received_at) = maybe(table.at(i, "answered"));
    EXPECT_EQ(acceptance_of(state, at(table.at(i, "now"))), table.at(i, "acceptance")) << table.at(i, "note");
  }
}

}  // namespace
}  // namespace motcua::workflow
