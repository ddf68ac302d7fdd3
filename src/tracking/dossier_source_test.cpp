#include "tracking/dossier_source.h"

#include <gmock/gmock.h>

#include "all_sql.h"
#include "store/testing.h"

namespace motcua::tracking {
namespace {

using namespace dossier;
using ::testing::ElementsAre;

constexpr const char* muong_lan = "03313";

class DossierSourceTest : public ::testing::TestWithParam<store::EngineParam> {
 protected:
  DossierSourceTest() {
    store->write([&](store::Writer& writer) {
      const identity::Official hanh{Uuid::v7(now, random), "hanh", "Lò Thị Hạnh", false, now};
      identity::insert_official(writer, hanh, "-");
      identity::insert_post(writer, {post,
                                     hanh.id,
                                     identity::Role::specialist,
                                     muong_lan,
                                     "03313.VHXH",
                                     "Chuyên viên",
                                     local_date(now),
                                     {}});
    });
  }

  Actor clerk() const { return {Actor::Kind::post, post.text(), {}}; }

  dossier::State file(bool accepted = true) {
    const Submission submission{{"Lò Thị Mẫu", {}, {}, {}, {}, {}, {}}, {}, {}, "K74M"};
    Beginning begin{Uuid::v7(now, random), clerk(), {"H18.036"}, local_date(now), {}, {}};
    begin.events = [&] {
      const Agencies agencies{muong_lan, muong_lan, muong_lan};
      std::vector<NewEvent> events{
          {Submitted{"", "1.001193", 1, Channel::counter, agencies, {}, ReturnBy::counter}, now,
           shape_of(static_cast<const Submission*>(nullptr)).write(submission)}};
      const Promise promise{
          *parse_instant("2026-11-25T09:42"), "3 working-days", "v", {{{}, "holiday", {"Nghỉ lễ", ""}}}};
      const std::vector<PlannedStep> steps{
          {"receive", {}}, {"assign", {}}, {"solve", {}}, {"approve", {}}, {"return", {}}};
      if (accepted) events.push_back({Accepted{now, promise, steps, {}, 0, true}, now, {}});
      return events;
    }();
    return store->write([&](store::Writer& w) { return dossiers.begin(w, act(), begin); }).value();
  }

  dossier::State then(const dossier::State& state, std::vector<Payload> payloads,
                      std::optional<json::value> part = {}) {
    return store
        ->write([&](store::Writer& w) {
          return dossiers.change(w, act(), state.id, state.version,
                                 [&](const dossier::State&) -> Expected<Decision> {
                                   Decision decision{clerk(), {}};
                                   for (const auto& payload : payloads)
                                     decision.events.push_back({payload, clock.now(), {}});
                                   decision.events.back().private_part = part;
                                   return decision;
                                 });
        })
        .value();
  }

  Act act() { return {Uuid::v7(clock.now(), random), clock.now(), {}}; }

  SeededRandom random{5};
  const Instant now = *parse_instant("2026-11-20T09:42");
  const Uuid post = Uuid::v7(now, random);
  ManualClock clock{now};
  Dossiers dossiers{Keys{SecretKey::make(random)}, random};
  organisation::Organisation organisation = organisation::load_organisation();
  catalogue::Shelf shelf{catalogue::Catalogue::shipped()};
  workflow::Timetables timetables{organisation, calendar::shipped_calendar()};
  store::TestStore store{GetParam(), all_migrations()};
  workflow::Installation installation{*store, dossiers, organisation, shelf, timetables, clock, random};
  DossierSource source{installation};
};

TEST_P(DossierSourceTest, AnUnknownCodeIsNobodys) {
  EXPECT_FALSE(source.find("H18.036-261120-0001", now, Depth::whole));
  EXPECT_FALSE(source.check_secret("H18.036-261120-0001", "K74M"));
}

TEST_P(DossierSourceTest, ASubmissionWaitsToBeReceived) {
  const auto told = source.find(file(false).code, now, Depth::whole).value();
  EXPECT_EQ(told.state, State::received);
  EXPECT_FALSE(told.due_at);
  ASSERT_EQ(told.stages.size(), 1U);
  EXPECT_EQ(told.stages[0].progress, Progress::now);
}

TEST_P(DossierSourceTest, StagesSayWhoHoldsItSinceWhen) {
  auto state = file();
  clock.advance(std::chrono::hours(1));
  state = then(state, {StepCompleted{"receive", false}, StepAssigned{"assign", post, muong_lan},
                       StepCompleted{"assign", false}, StepAssigned{"solve", post, muong_lan},
                       StepTaken{"solve", post}});
  const auto told = source.find(state.code, clock.now(), Depth::whole).value();
  EXPECT_EQ(told.state, State::running);
  EXPECT_TRUE(told.working_minutes);
  std::vector<std::string> keys;
  for (const auto& stage : told.stages) keys.push_back(stage.key);
  EXPECT_THAT(keys, ElementsAre("receive", "solve", "approve", "return"));
  EXPECT_EQ(told.stages[0].progress, Progress::done);
  EXPECT_EQ(told.stages[0].office.vi, "Trung tâm Phục vụ hành chính công xã Mường Lạn");
  EXPECT_EQ(told.stages[1].progress, Progress::now);
  EXPECT_EQ(told.stages[1].office.vi, "Phòng Văn hóa – Xã hội xã Mường Lạn");
  EXPECT_EQ(told.stages[1].since, clock.now());
  EXPECT_EQ(told.stages[2].progress, Progress::ahead);
  EXPECT_EQ(told.confidential.owner_initials, "L.T.H.");
  EXPECT_EQ(told.confidential.explanation.at(0).vi, "Nghỉ lễ");
}

TEST_P(DossierSourceTest, ASupplementSaysWhatIsMissingAndWhenItWouldBeDone) {
  auto state = then(file(), {StepCompleted{"receive", false}, StepAssigned{"assign", post, muong_lan},
                             StepCompleted{"assign", false}, StepAssigned{"solve", post, muong_lan},
                             StepTaken{"solve", post}});
  state = then(state,
               {SupplementRequested{{{FaultKind::fault_in_paper, "to-khai", "Luật Hộ tịch, Điều 16"},
                                     {FaultKind::fault_in_field, "address", "Luật Cư trú, Điều 8"}}}},
               json::object{{"reason", "Nộp trong tuần."},
                            {"reasons", json::array{"Ngày sinh ghi khác nhau.", "Thiếu tên bản."}}});
  clock.set(*parse_instant("2026-11-23T09:42"));
  const auto told = source.find(state.code, clock.now(), Depth::whole).value();
  EXPECT_EQ(told.state, State::waiting);
  ASSERT_EQ(told.confidential.needed.size(), 2U);
  EXPECT_EQ(told.confidential.needed[0].name.vi, "Tờ khai đăng ký khai sinh");
  EXPECT_EQ(told.confidential.needed[0].kind.vi, "Giấy tờ có sai sót");
  EXPECT_EQ(told.confidential.needed[0].reason, "Ngày sinh ghi khác nhau.");
  EXPECT_EQ(told.confidential.needed[1].name.vi, "Địa chỉ");
  EXPECT_EQ(told.confidential.needed[1].basis, "Luật Cư trú, Điều 8");
  EXPECT_EQ(told.confidential.needed_reason, "Nộp trong tuần.");
  EXPECT_EQ(told.clock_stopped_since, now);
  ASSERT_TRUE(told.due_if_answered_now);
  EXPECT_GT(*told.due_if_answered_now, *told.due_at);
}

TEST_P(DossierSourceTest, TheSecretIsTheReceiptsAndGoesWithErasure) {
  auto state = file();
  EXPECT_TRUE(source.check_secret(state.code, "K74M"));
  EXPECT_FALSE(source.check_secret(state.code, "K74N"));
  EXPECT_FALSE(source.check_secret(state.code, ""));
  state = then(state, {Withdrawn{}});
  const auto told = source.find(state.code, clock.now(), Depth::whole).value();
  EXPECT_EQ(told.state, State::withdrawn);
  EXPECT_EQ(told.stages.back().key, "ended");
  store
      ->write(
          [&](store::Writer& w) { return dossiers.erase(w, act(), clerk(), state.id, state.version, "x"); })
      .value();
  EXPECT_FALSE(source.check_secret(state.code, "K74M"));
  EXPECT_TRUE(source.find(state.code, clock.now(), Depth::whole));
}

TEST(Initials, KeepTheMarksOfTheirLetters) {
  EXPECT_EQ(initials_of("Lò Thị Hạnh"), "L.T.H.");
  EXPECT_EQ(initials_of("Ẳng Đức Ích"), "Ẳ.Đ.Í.");
  EXPECT_EQ(initials_of(""), "");
}

INSTANTIATE_TEST_SUITE_P(Engines, DossierSourceTest, ::testing::ValuesIn(store::engines()),
                         store::engine_name);

}  // namespace
}  // namespace motcua::tracking
