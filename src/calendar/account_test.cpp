#include "calendar/account.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/table.h"
#include "calendar/shipped.h"

namespace motcua::calendar {
namespace {

using std::chrono::minutes;

Instant at(std::string_view text) { return parse_instant(text).value(); }

const Timetable& office() {
  static const Timetable timetable(shipped_calendar(), default_hours());
  return timetable;
}

std::vector<Pause> read_pauses(std::string text) {
  std::vector<Pause> pauses;
  if (text == "-") return pauses;
  for (std::size_t end = 0; end != std::string::npos;
       text.erase(0, end == std::string::npos ? end : end + 2)) {
    end = text.find(", ");
    const std::string one = text.substr(0, end);
    const auto slash = one.find('/');
    pauses.push_back({at(one.substr(0, slash)), at(one.substr(slash + 1))});
  }
  return pauses;
}

std::vector<Instant> ends_of(Instant from, const std::vector<Stint>& stints) {
  std::vector<Instant> ends{from};
  for (const auto& stint : stints) ends.push_back(stint.until);
  return ends;
}

std::string account(Instant received, Instant until, const std::vector<Pause>& pauses) {
  const auto ordered = ordered_pauses(received, pauses);
  std::string text;
  if (!ordered) {
    for (const auto& problem : ordered.error()) text += (text.empty() ? "refused " : ", ") + problem.code;
    return text;
  }
  const auto stints = divide(received, until, *ordered);
  const auto worked = working_minutes(ends_of(received, stints), office()).value();
  for (std::size_t i = 0; i < stints.size(); ++i) {
    text += fmt::format("{}{}{}", i == 0 ? "" : " ", stints[i].paused ? "*" : "", worked[i]);
  }
  return text;
}

TEST(Account, FollowsItsCases) {
  const Table table = read_tsv_file("src/calendar/account_cases.tsv");
  ASSERT_GE(table.rows.size(), 15U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    EXPECT_EQ(account(at(table.at(row, "received")), at(table.at(row, "until")),
                      read_pauses(table.at(row, "pauses"))),
              table.at(row, "account"))
        << table.at(row, "note");
  }
}

TEST(Account, NamesThePauseAtFault) {
  const auto wrong = ordered_pauses(
      at("2026-11-18T09:00"),
      {{at("2026-11-19T09:00"), at("2026-11-19T10:00")}, {at("2026-11-18T10:00"), at("2026-11-20T10:00")}});
  ASSERT_EQ(wrong.error().size(), 1U);
  EXPECT_EQ(wrong.error()[0].field, "/pauses/0");
}

// Ends anywhere within two weeks, to the second: the parts still add up to the whole minutes of the whole.
RC_GTEST_PROP(Account, DividesWithoutGapOrOverlap, ()) {
  const Instant received = at("2026-11-16T06:00");
  std::vector<std::int64_t> seconds =
      *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 14 * 86400));
  if (seconds.size() % 2 == 1) seconds.pop_back();
  std::sort(seconds.begin(), seconds.end());
  std::vector<Pause> pauses;
  for (std::size_t i = 0; i < seconds.size(); i += 2) {
    pauses.push_back(
        {received + std::chrono::seconds(seconds[i]), received + std::chrono::seconds(seconds[i + 1])});
  }
  const Instant until = received + std::chrono::seconds(*rc::gen::inRange<std::int64_t>(0, 14 * 86400));

  const auto stints = divide(received, until, ordered_pauses(received, pauses).value());
  Instant reached = received;
  for (const auto& stint : stints) {
    RC_ASSERT(stint.from == reached);
    RC_ASSERT(stint.until > stint.from);
    reached = stint.until;
  }
  RC_ASSERT(reached == std::max(until, pauses.empty() ? until : pauses.back().until));
  const auto worked = working_minutes(ends_of(received, stints), office()).value();
  std::int64_t sum = 0;
  for (const auto each : worked) sum += each;
  RC_ASSERT(sum ==
            std::chrono::floor<minutes>(office().working_time_between(received, reached).value()).count());
}

}  // namespace
}  // namespace motcua::calendar
