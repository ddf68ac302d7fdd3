#include "workflow/escalation.h"

#include <gtest/gtest.h>

#include "base/message.h"
#include "base/table.h"

namespace motcua::workflow {
namespace {

const calendar::Timetable& timetable() {
  static const calendar::Timetable table(calendar::shipped_calendar(), calendar::default_hours());
  return table;
}

Instant at(const std::string& text) { return parse_instant(text).value(); }

std::string words(const std::vector<Call>& calls) {
  std::string text;
  for (const auto& call : calls) {
    text += (text.empty() ? "" : ", ") + std::string(name_of(call.called)) + " " + call.rung;
  }
  return text.empty() ? "-" : text;
}

TEST(Escalation, CallsWhomTheCaseTableSays) {
  const Table table = read_tsv_file("src/workflow/escalation_cases.tsv");
  ASSERT_GE(table.rows.size(), 10U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const StepClock clock{at(table.at(i, "since")), at(table.at(i, "due"))};
    const auto found = calls(shipped_rungs(), clock, at(table.at(i, "now")), timetable()).value();
    EXPECT_EQ(words(found.now), table.at(i, "called")) << "row " << i << " " << table.at(i, "note");
    EXPECT_EQ(found.next ? format_iso(*found.next).substr(0, 16) : "-", table.at(i, "next"))
        << "row " << i << " " << table.at(i, "note");
  }
}

// Whoever asks whenever records the same calls: nothing is taken back, and between two answers lies `next`.
TEST(Escalation, TheNextCallIsTheNextChange) {
  const StepClock clock{at("2026-11-18T07:00"), at("2026-11-20T15:10")};
  Instant now = clock.since;
  std::vector<std::string> seen;
  while (true) {
    const auto found = calls(shipped_rungs(), clock, now, timetable()).value();
    seen.push_back(words(found.now));
    if (!found.next) break;
    ASSERT_GT(*found.next, now);
    EXPECT_EQ(words(calls(shipped_rungs(), clock, *found.next - std::chrono::milliseconds(1), timetable())
                        .value()
                        .now),
              seen.back());
    now = *found.next;
  }
  EXPECT_EQ(seen.size(), 4U);
}

TEST(Escalation, EveryRungHasAWord) {
  for (const auto& rung : shipped_rungs()) EXPECT_TRUE(has_message("call." + rung.key)) << rung.key;
}

TEST(Escalation, ATableThatCannotBeMeantIsRefused) {
  EXPECT_THROW(read_rungs("rung\tminutes\tholder\thead\tdirector\na\t0\tx\t-\t-\nb\t0\tx\t-\t-\n"),
               std::runtime_error);
  EXPECT_THROW(read_rungs("rung\tminutes\tholder\thead\tdirector\na\t0\tyes\t-\t-\n"), std::runtime_error);
}

TEST(Escalation, BeyondTheCalendarNothingIsGuessed) {
  EXPECT_FALSE(calls(shipped_rungs(), {at("2027-12-30T07:00"), at("2028-01-05T07:00")},
                     at("2027-12-30T08:00"), timetable()));
}

}  // namespace
}  // namespace motcua::workflow
