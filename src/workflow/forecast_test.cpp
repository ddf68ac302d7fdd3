#include "workflow/forecast.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <sstream>

#include "base/message.h"
#include "base/random.h"
#include "base/table.h"

namespace motcua::workflow {
namespace {

const calendar::Timetable& timetable() {
  static const calendar::Timetable table(calendar::shipped_calendar(), calendar::default_hours());
  return table;
}

Instant on_day(std::string text) {
  if (const auto space = text.find(' '); space != std::string::npos) text[space] = 'T';
  return parse_instant("2026-11-" + text).value();
}

Uuid named(char name) {
  Uuid id;
  id.bytes[15] = static_cast<std::uint8_t>(name);
  return id;
}
std::string name(const std::optional<Uuid>& id) {
  return id ? std::string(1, static_cast<char>(id->bytes[15])) : "-";
}

std::vector<Ahead> dossiers_of(const std::string& cell) {
  std::vector<Ahead> all;
  std::stringstream parts(cell);
  for (std::string part; std::getline(parts, part, ';');) {
    std::stringstream words(part);
    std::string id, holder, due;
    Ahead each;
    words >> id >> holder >> due >> each.work_now >> each.work_after >> each.wait_after;
    each.dossier = named(id[0]);
    each.due_at = due == "never" ? Instant::max() : on_day(due);
    if (holder != "-") each.post = named(holder[0]);
    each.taken = holder.ends_with('*');
    each.can_be_given = holder[0] != 'C';
    each.wait_now = 30;
    all.push_back(each);
  }
  return all;
}

std::string words(const std::vector<Foreseen>& late) {
  std::string text;
  for (const auto& each : late) {
    text += fmt::format("{}{} {} {} {} {}", text.empty() ? "" : "; ", name(each.dossier),
                        format_iso(each.save_until).substr(8, 8), name_of(each.remedy), name(each.post),
                        each.late_by);
  }
  return text.empty() ? "-" : text;
}

TEST(Forecast, ForeseesWhatTheCaseTableSays) {
  const Table table = read_tsv_file("src/workflow/forecast_cases.tsv");
  ASSERT_GE(table.rows.size(), 12U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto late = foresee(dossiers_of(table.at(i, "dossiers")), {named('A'), named('B')},
                              on_day(table.at(i, "now")), timetable());
    EXPECT_EQ(words(late), table.at(i, "foreseen")) << table.at(i, "note");
  }
}

Ahead any_dossier(SeededRandom& random, std::uint8_t number) {
  Ahead each;
  each.dossier.bytes[0] = number;
  if (random.below(5) > 0) each.post = named(static_cast<char>('A' + random.below(4)));
  each.taken = random.below(2) == 0;
  each.can_be_given = random.below(2) == 0;
  each.due_at = on_day("20T09:42") + std::chrono::minutes(random.below(20'000));
  each.work_now = 5 + random.below(200);
  each.work_after = random.below(100);
  each.wait_after = random.below(60);
  each.wait_now = 30;
  return each;
}

// Whoever has less to do is never later, and the list is in the order in which chances are lost.
TEST(Forecast, TakingADossierAwayMakesNoOtherLater) {
  rc::check([](std::uint32_t seed) {
    SeededRandom random{seed};
    std::vector<Ahead> all;
    for (std::uint8_t i = 0; i < 30; ++i) all.push_back(any_dossier(random, i));
    const Instant now = on_day("20T09:42");
    const auto late = foresee(all, {named('A'), named('B')}, now, timetable());
    const auto is_saved = [](const Foreseen& f) {
      return f.remedy != Remedy::extend && f.remedy != Remedy::explain;
    };
    for (std::size_t i = 1; i < late.size(); ++i) {
      if (is_saved(late[i - 1]) == is_saved(late[i])) RC_ASSERT(late[i - 1].save_until <= late[i].save_until);
    }
    for (const auto& each : late) {
      RC_ASSERT(each.late_by > 0);
      RC_ASSERT(each.due_at > now);
      if (is_saved(each)) RC_ASSERT(each.save_until >= now);
    }
    auto fewer = all;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(random.below(30)));
    for (const auto& each : foresee(fewer, {named('A'), named('B')}, now, timetable())) {
      const auto was = std::find_if(late.begin(), late.end(),
                                    [&](const Foreseen& f) { return f.dossier == each.dossier; });
      RC_ASSERT(was != late.end());
      RC_ASSERT(was->late_by >= each.late_by);
    }
  });
}

TEST(Forecast, EveryRemedyHasAWord) {
  for (const Remedy remedy :
       {Remedy::remind, Remedy::assign, Remedy::reassign, Remedy::extend, Remedy::explain}) {
    EXPECT_TRUE(has_message("office.remedy." + std::string(name_of(remedy))));
  }
}

TEST(Effort, AStepsWorkIsAPartOfItsShareWithinBounds) {
  const auto& efforts = Efforts::shipped();
  const auto steps = catalogue::default_steps();
  const auto five_days = remaining(steps, "solve", 2400, efforts);
  EXPECT_EQ(five_days.work_now, 168);  // 70 % of 5 days, a tenth of it
  EXPECT_EQ(five_days.work_after, 36);
  const auto fresh = remaining(steps, "acceptance", 2400, efforts);
  EXPECT_EQ(fresh.work_after, 12 + 12 + 168 + 36) << "reception, assignment, examination, approval";
  EXPECT_EQ(remaining(steps, "return", 2400, efforts).work_after, 0);
  EXPECT_EQ(remaining(steps, "approve", 9999 * 480, efforts).work_now, 60) << "never more than the most";
  const auto& hours = calendar::default_hours();
  EXPECT_EQ(working_minutes_of(*calendar::parse_limit("7 calendar-days"), hours), 2400);
  EXPECT_EQ(working_minutes_of(*calendar::parse_limit("same-day"), hours), 480);
  EXPECT_THROW(Efforts::read("step\thands_on\tleast\tmost\twait\nsolve\t10\t5\t9\t0\n"), std::runtime_error);
  EXPECT_THROW(Efforts::read("step\thands_on\tleast\tmost\twait\n*\t10\t50\t9\t0\n"), std::runtime_error);
}

}  // namespace
}  // namespace motcua::workflow
