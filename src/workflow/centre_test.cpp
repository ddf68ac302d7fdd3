// What a director sees of a centre, and the filters that officials keep.
#include "workflow/centre.h"

#include <gmock/gmock.h>

#include <numeric>

#include "workflow/filters.h"
#include "workflow/testing.h"
#include "workflow/work_list.h"

namespace motcua::workflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CentreTest : public OfficeTest {
 protected:
  const organisation::Unit& commune(std::string_view code = "03313") const { return units.at(code); }
  CentreView view(std::string_view period = "day", std::string_view code = "03313") {
    return store
        ->read([&](store::Reader& r) { return centre_view(office, r, commune(code), period, Language::vi); })
        .value();
  }
  CentreHours hours(std::string_view period) {
    return store
        ->read([&](store::Reader& r) { return centre_hours(office, r, commune(), period, Language::vi); })
        .value();
  }
  static const FigureView& figure(const CentreView& view, std::string_view name) {
    return *std::find_if(view.figures.begin(), view.figures.end(),
                         [&](const FigureView& each) { return each.figure == name; });
  }
  // The way to the signature, by the approver.
  State finish(State state) {
    state =
        act(state, solver,
            {dossier::StepCompleted{"solve", false}, dossier::StepAssigned{"approve", approver, "03313"}});
    return act(
        state, approver,
        {dossier::StepTaken{"approve", approver}, dossier::ResultAttached{new_id(), "application/pdf", 1},
         dossier::StepCompleted{"approve", false}, dossier::Finished{}});
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, CentreTest, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(CentreTest, WhatWillBeLateStandsWithWhoCanPreventIt) {
  in_hand();
  in_hand();
  const State idle = file();
  clock.set(november("20T14:30"));
  const auto day = view();
  EXPECT_EQ(day.running, 3);
  EXPECT_EQ(day.overdue, 0);
  EXPECT_EQ(day.due_today, 3) << "all are due at 17:00";
  ASSERT_EQ(day.foreseen_total, static_cast<std::int64_t>(day.foreseen.size()));
  const auto found = std::find_if(day.foreseen.begin(), day.foreseen.end(),
                                  [&](const ForeseenView& each) { return each.dossier == idle.id; });
  ASSERT_NE(found, day.foreseen.end());
  EXPECT_FALSE(found->holder);
  EXPECT_EQ(found->due_at, november("20T17:00"));
  std::int64_t counted = 0;
  for (const auto& each : day.remedies) counted += each.count;
  EXPECT_EQ(counted, day.foreseen_total);
  clock.set(november("23T08:00"));
  const auto later = view();
  EXPECT_EQ(later.overdue, 3);
  EXPECT_EQ(later.foreseen_total, 0) << "what is late is not foreseen";
}

TEST_P(CentreTest, ASubmissionNotYetAcceptedIsLateForItsAcceptanceAlone) {
  begin(std::nullopt);
  begin(std::nullopt, november("20T10:00"));
  in_hand();
  clock.set(november("19T16:00"));
  const auto day = view();
  EXPECT_EQ(day.unaccepted, 2);
  EXPECT_EQ(day.unaccepted_late, 1) << "8 working hours from the 18th at 07:00, and one that has more time";
  EXPECT_EQ(day.overdue, 0) << "no result is promised yet";
  EXPECT_EQ(day.due_today, 0);
  EXPECT_EQ(day.foreseen_total, 0);
  EXPECT_EQ(day.loads.back().overdue, 0);
  EXPECT_EQ(day.loads.back().later, 2) << "with nobody, and counted once";
}

TEST_P(CentreTest, WhoCoversCanStillPreventIt) {
  in_hand();
  const LocalDate friday = parse_date("2026-11-20").value();
  store->write([&](store::Writer& w) {
    identity::insert_cover(w, {new_id(),
                               solver,
                               other,
                               identity::Cover::Kind::absence,
                               friday,
                               friday,
                               callers.at(director).official().id,
                               now(),
                               {}});
  });
  clock.set(november("20T16:30"));
  const auto day = view();
  ASSERT_EQ(day.foreseen.size(), 1U);
  EXPECT_EQ(day.foreseen[0].holder, "Quàng Văn Thắng") << "whose it is";
  EXPECT_EQ(day.foreseen[0].who, "Vàng A Páo") << "who is here";
}

TEST_P(CentreTest, LoadCountsEveryDossierOnceAndNamesWhoHasNothing) {
  in_hand();
  in_hand();
  file();
  const auto day = view();
  std::int64_t all = 0;
  std::vector<std::string> names;
  for (const auto& each : day.loads) {
    all += each.overdue + each.due_today + each.later;
    names.push_back(each.name);
  }
  EXPECT_EQ(all, day.running);
  EXPECT_THAT(names, ElementsAre("Quàng Văn Thắng", "Vàng A Páo", ""));
  EXPECT_GT(day.loads[0].work_minutes, 0);
}

TEST_P(CentreTest, FiguresAreComparedWithTheSameWeekdayToTheSameHour) {
  finish(in_hand());
  begin(std::nullopt);
  clock.set(november("25T09:00"));
  file();
  clock.set(november("25T09:01"));
  const auto day = view();
  EXPECT_EQ(figure(day, "received").now, 1);
  EXPECT_EQ(figure(day, "received").before, 1) << "a Wednesday a week ago";
  EXPECT_EQ(figure(day, "ended").before, 1);
  EXPECT_EQ(figure(day, "ended_in_time").before, 1);
  EXPECT_EQ(figure(day, "with_applicant").before, std::nullopt) << "what nobody knows is not invented";
  EXPECT_EQ(day.unaccepted, 1);
  ASSERT_EQ(day.channels.size(), 1U);
  EXPECT_EQ(day.channels[0].count, 2);
  clock.set(november("25T06:00") + std::chrono::hours(24 * 7));
  EXPECT_EQ(figure(view(), "received").before, 0) << "at six o'clock nothing had come";
  EXPECT_EQ(figure(view("month"), "received").now, 0) << "December";
}

TEST_P(CentreTest, AnotherCommuneSeesNothingOfIt) {
  in_hand();
  const auto other_day = view("day", "03316");
  EXPECT_EQ(other_day.running, 0);
  EXPECT_THAT(other_day.foreseen, IsEmpty());
}

TEST_P(CentreTest, EveryHourBelongsToSomebody) {
  State state = in_hand();
  clock.set(november("19T11:30"));
  finish(state);
  clock.set(november("20T09:00"));
  const auto week = hours("week");
  ASSERT_FALSE(week.officers.empty());
  EXPECT_EQ(week.officers[0].name, "Quàng Văn Thắng");
  EXPECT_EQ(week.officers[0].minutes, 480 + 270) << "from Wednesday 07:00 to Thursday 11:30";
  EXPECT_EQ(week.officers[0].office, units.at("03313.VHXH").name.vi);
  std::int64_t sum = 0, by_office = 0;
  for (const auto& each : week.officers) sum += each.minutes;
  for (const auto& each : week.offices) by_office += each.minutes;
  EXPECT_EQ(sum, by_office);
  for (const auto& each : week.others) sum += each.minutes;
  EXPECT_EQ(sum, week.minutes);
  EXPECT_EQ(hours("day").minutes, 120) << "today it waits at the counter";
}

TEST_P(CentreTest, APeriodThatIsNoneIsRefused) {
  const auto refused =
      store->read([&](store::Reader& r) { return centre_view(office, r, commune(), "year", Language::vi); });
  EXPECT_EQ(refused.error().at(0).code, "workflow.period_unknown");
}

TEST_P(CentreTest, AFilterIsKeptReplacedCountedAndForgotten) {
  in_hand();
  const auto& caller = callers.at(director);
  const auto keep = [&](const std::string& name, const std::string& step) {
    return store->write([&](store::Writer& w) {
      return keep_filter(w, caller, {name, "office", "1.004884", step, ""});
    });
  };
  const auto saved = [&] {
    return store
        ->read([&](store::Reader& r) { return work_page(office, r, caller, WorkAsked{}, Language::vi); })
        .value()
        .saved;
  };
  ASSERT_TRUE(keep("Khai sinh lại", "approve"));
  EXPECT_EQ(saved().at(0).count, 0);
  ASSERT_TRUE(keep("Khai sinh lại", "solve"));
  ASSERT_EQ(saved().size(), 1U);
  EXPECT_EQ(saved().at(0).count, 1);
  for (std::size_t i = 1; i < most_filters; ++i) ASSERT_TRUE(keep("Lọc " + std::to_string(i), ""));
  EXPECT_EQ(keep("Một nữa", "").error().at(0).code, "workflow.too_many_filters");
  ASSERT_TRUE(keep("Khai sinh lại", "solve")) << "one that is there may change";
  store->write([&](store::Writer& w) { drop_filter(w, caller, "Khai sinh lại"); });
  EXPECT_EQ(saved().size(), most_filters - 1);
  store->read([&](store::Reader& r) { EXPECT_THAT(filters_of(r, callers.at(solver)), IsEmpty()); });
}

}  // namespace
}  // namespace motcua::workflow
