// What is kept equals what the events amount to, at every moment and on both engines.
#include "ranking/projection.h"

#include <gmock/gmock.h>

#include "ranking/ranking.h"
#include "ranking/testing/office.h"

namespace motcua::ranking {
namespace {

using dossier::State;
using std::chrono::days;
using testing::IsEmpty;
using testing::SizeIs;

class ProjectionTest : public testing::TestWithParam<store::EngineParam>, public TestingOffice {
 protected:
  ProjectionTest() : TestingOffice(GetParam()) {}
};

INSTANTIATE_TEST_SUITE_P(Engines, ProjectionTest, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(ProjectionTest, TellsAUnitsMonth) {
  tell_lives();
  catch_up();
  const Figures f = of("2026-07", "2026-08-10");
  EXPECT_EQ(f.received, 7);
  EXPECT_EQ(f.received_counter, 5);
  EXPECT_EQ(f.received_online, 2);
  EXPECT_EQ(f.taken_over, 1);
  EXPECT_EQ(f.not_accepted, 1);
  EXPECT_EQ(f.early, 1);
  EXPECT_EQ(f.on_time, 2);  // one of them withdrawn
  EXPECT_EQ(f.withdrawn, 1);
  EXPECT_EQ(f.overdue, 1);
  EXPECT_EQ(f.handed_over, 1);
  EXPECT_EQ(f.to_hand_over, 2);
  EXPECT_EQ(f.re_appointed, 1);
  EXPECT_EQ(f.supplement, 1);
  EXPECT_EQ(f.in_process_overdue, 3);  // resumed, extended, taken over: all past their dates on 31 July
  EXPECT_EQ(f.in_process_within, 0);
  EXPECT_EQ(f.carried_over + f.received + f.taken_over, f.early + f.on_time + f.overdue + f.stopped +
                                                            f.in_process_within + f.in_process_overdue +
                                                            f.supplement + f.paused);
  EXPECT_EQ(f.median_minutes, 960);  // one day, two, four
  EXPECT_EQ(f, of("2026-07", "2026-08-10", "03325", "1.001193"));
  EXPECT_EQ(of("2026-08", "2026-08-10").carried_over, 4);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_P(ProjectionTest, BecomesOverdueWithoutAnEvent) {
  tell("submitted@2026-07-01 accepted@2026-07-01,due=2026-07-03");
  catch_up();
  EXPECT_EQ(of("2026-07", "2026-07-03").in_process_within, 1);
  EXPECT_EQ(of("2026-07", "2026-07-03").in_process_overdue, 0);
  EXPECT_EQ(of("2026-07", "2026-07-04").in_process_within, 0);
  EXPECT_EQ(of("2026-07", "2026-07-04").in_process_overdue, 1);
  EXPECT_EQ(of("2026-07-02", "2026-07-09").in_process_overdue, 0) << "as it was on a day long past";
}

TEST_P(ProjectionTest, IsTheSameHoweverItWasCounted) {
  tell_lives();
  catch_up();
  // Another process goes on where this one ended, and this one after it.
  Projection other(*store, counting);
  std::optional<State> state = tell("submitted@2026-08-03 accepted@2026-08-03,due=2026-08-05");
  catch_up(other);
  now = *parse_instant("2026-08-04T10:00");
  state = record(state, dossier::StepTaken{"solve", *Uuid::parse(clerk.id)});
  catch_up();
  state = record(state, dossier::Finished{});
  catch_up(other);
  EXPECT_THAT(wrong(), IsEmpty());
  const Figures before = of("2026", "2026-08-10");
  other.rebuild();
  EXPECT_EQ(of("2026", "2026-08-10"), before);
  EXPECT_THAT(wrong(), IsEmpty());
  while (other.step()) {  // the old making is swept away
  }
  record(state, dossier::HandedOver{});
  catch_up();
  EXPECT_EQ(of("2026", "2026-08-10").handed_over, before.handed_over + 1);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_P(ProjectionTest, NoticesWhatIsWrong) {
  tell_lives();
  catch_up();
  ASSERT_THAT(wrong(), IsEmpty());
  store->write([](store::Writer& w) {
    constexpr std::string_view change =
        "UPDATE ranking_cell SET received = received + 1 WHERE view = 1 AND grain = 2 AND scope = '03325'";
    w.execute({"test/change", change, change});
  });
  EXPECT_THAT(wrong(), testing::Not(IsEmpty()));
  figures.rebuild();
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_P(ProjectionTest, RanksAsTheEventsAloneRank) {
  tell_lives();
  tell("submitted@2026-07-08 accepted@2026-07-08,due=2026-07-09", "03316", Channel::online);
  tell("submitted@2026-06-08 accepted@2026-06-08,due=2026-06-09", "03316", Channel::counter);
  catch_up();
  ShareBoard board;
  const LocalDate today = *parse_date("2026-08-10");
  for (const char* text : {"2026-07", "2026-06", "2026-Q3", "2026"}) {
    const Period asked = period(text);
    const auto recounted = recounted_shares(*store, {asked, previous(asked)}, today, counting.offset());
    const auto table = rank(units, asked, today, recounted[0], recounted[1], Language::vi);
    const auto live =
        store->read([&](store::Reader& r) { return ranking(r, board, units, asked, today, Language::vi); });
    ASSERT_EQ(live.lines.size(), table.lines.size());
    for (std::size_t i = 0; i < live.lines.size(); ++i) {
      EXPECT_EQ(live.lines[i].code, table.lines[i].code);
      EXPECT_EQ(live.lines[i].place, table.lines[i].place);
      EXPECT_EQ(live.lines[i].value, table.lines[i].value);
      EXPECT_EQ(live.lines[i].movement, table.lines[i].movement);
    }
  }
  const auto july = store->read(
      [&](store::Reader& r) { return ranking(r, board, units, period("2026-07"), today, Language::vi); });
  EXPECT_THAT(july.lines, SizeIs(45));
  EXPECT_EQ(july.lines[0].code, "03316");
  EXPECT_EQ(july.lines[0].received, 8);
  EXPECT_EQ(july.lines[0].online, 3);
  EXPECT_TRUE(july.lines[0].few);
  EXPECT_EQ(july.lines[1].place, 2);
  EXPECT_FALSE(july.lines[2].place.has_value());
}

TEST_P(ProjectionTest, TellsEachDayAndEachInput) {
  tell_lives();
  catch_up();
  const LocalDate today = *parse_date("2026-08-10");
  const auto all_days = store->read([&](store::Reader& r) {
    return figures_by_day(r, {"03325", "", 0, period("2026-07"), today});
  });
  ASSERT_THAT(all_days, SizeIs(31));
  for (const auto& [day, figures] : all_days) {
    Figures alone = of(format_iso(day).c_str(), "2026-08-10");
    alone.median_minutes = alone.ninetieth_minutes = std::nullopt;
    EXPECT_EQ(figures, alone) << format_iso(day);
  }
  const auto from = *parse_date("2026-07-01"), to = *parse_date("2026-07-31");
  const auto kept = store->read([&](store::Reader& r) { return kept_inputs(r, from, to); });
  const auto position = store->read([](store::Reader& r) { return dossier::last_position(r); });
  EXPECT_EQ(kept, recounted_inputs(*store, counting, from, to, position));
  EXPECT_THAT(kept, testing::Not(IsEmpty()));
}

TEST_P(ProjectionTest, TheTableOfUnitsIsKeptAndStillFresh) {
  UnitBoard board;
  ShareBoard shares;
  const auto equal = [&] {
    for (const char* text : {"2026-07", "2026-08", "2026-Q3", "2026"}) {
      const LocalDate today = *parse_date("2026-08-10");
      store->read([&](store::Reader& r) {
        EXPECT_EQ(*shares.shares(r, period(text), today), *ShareBoard().shares(r, period(text), today))
            << text;
      });
    }
    for (const char* text : {"2026-07", "2026-08", "2026-W31", "2026"}) {
      const Asked asked{"", "", 0, period(text), *parse_date("2026-08-10")};
      store->read([&](store::Reader& r) {
        const auto fresh = figures_by_unit(r, asked);
        const auto lines = board.figures(r, asked);
        ASSERT_EQ(lines->size(), fresh.size()) << text;
        for (std::size_t i = 0; i < fresh.size(); ++i) {
          EXPECT_EQ((*lines)[i].key, fresh[i].key) << text;
          EXPECT_EQ((*lines)[i].figures, fresh[i].figures) << text << " " << fresh[i].key;
        }
      });
    }
  };
  catch_up();
  equal();
  tell_lives();
  catch_up();
  equal();
  auto state = tell("submitted@2026-08-03 accepted@2026-08-03,due=2026-08-05 step_taken@2026-08-04", "03283",
                    Channel::online);
  catch_up();
  equal();
  now = *parse_instant("2026-08-07T10:00");
  record(state, dossier::Finished{});
  catch_up();
  equal();
  figures.rebuild();
  equal();
}

TEST_P(ProjectionTest, FormerUnitsAnswerThroughTheirSuccessors) {
  const auto former =
      std::find_if(units.all().begin(), units.all().end(), [](const auto& unit) { return unit.former(); });
  ASSERT_NE(former, units.all().end());
  const auto shares = shares_of_communes(units, {{former->code, 1, 2}}, *former->valid_to);
  const auto& successor = units.successor_of(*former);
  for (const auto& share : shares) EXPECT_EQ(share.received, share.code == successor.code ? 2 : 0);
}

}  // namespace
}  // namespace motcua::ranking
