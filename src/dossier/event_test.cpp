#include "dossier/event.h"

#include <gtest/gtest.h>
#include <fstream>
#include <sstream>

#include "base/bytes.h"
#include "base/check.h"
#include "dossier/private_part.h"
#include "dossier/state.h"

namespace motcua::dossier {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }
Uuid uuid(std::string_view text) { return Uuid::parse(text).value(); }

const Uuid clerk = uuid("0193a1b2-0000-7000-8000-00000000000a");
const Uuid specialist = uuid("0193a1b2-0000-7000-8000-00000000000b");
const Uuid scan = uuid("0193a1b2-0000-7000-8000-00000000000c");
const Agencies agencies{"03325", "03325", "03325"};
const std::vector<PaperCount> papers{{"to-khai", 1, 0, 0}, {"giay-chung-sinh", 1, 0, 1}};
const Promise promise{
    at("2026-11-26T09:42"),
    "3 working-days",
    "2026-11",
    {{parse_date("2026-11-24").value(), "holiday", {"Ngày Văn hóa Việt Nam", "Vietnam Culture Day"}}}};
const std::vector<PlannedStep> steps{{"receive", at("2026-11-20T10:42")}, {"solve", std::nullopt}};
const Shift shift{at("2026-11-27T09:42"), 480, "2026-11"};

// One example of each type, in the order of the variant. The files beside are what was written at the time:
// they are never changed, a new form gets a new version and a new file.
std::vector<Payload> examples() {
  return {Submitted{"H18.036-261120-0018", "1.001193", 3, Channel::counter, agencies, papers, ReturnBy::post,
                    at("2026-11-23T09:00")},
          TakenOver{"old", "000.00.06.H18-250612-0361", "H18.036-261120-0019", "1.001193", 3, Channel::online,
                    agencies, at("2025-06-12T08:00"), promise, steps},
          Accepted{at("2026-11-20T09:42"), promise, steps, papers, 150000, true},
          NotAccepted{"Nghị định 118/2025/NĐ-CP"},
          StepAssigned{"solve", specialist, "03325.vhxh"},
          StepTaken{"solve", specialist},
          StepCompleted{"approve", true},
          ScanAttached{scan, "to-khai", "application/pdf", 2},
          SupplementRequested{{{FaultKind::missing_paper, "giay-chung-sinh", "Luật Hộ tịch, Điều 16"},
                               {FaultKind::fault_in_paper, "to-khai", "Thông tư 04/2020/TT-BTP, Điều 2"},
                               {FaultKind::fault_in_field, "address", "Luật Hộ tịch, Điều 16"}}},
          SupplementReceived{{{"giay-chung-sinh", 1, 0, 0}},
                             shift,
                             {"address"},
                             {{"solve", at("2026-11-26T09:42")}},
                             at("2026-11-24T09:00")},
          PaymentRequested{150000},
          PaymentSettled{150000, shift, {{"solve", at("2026-11-26T09:42")}}},
          Paused{"Luật Hộ tịch, Điều 16", "03"},
          Resumed{shift, {{"solve", at("2026-11-26T09:42")}}},
          Withdrawn{},
          Stopped{"Nghị định 118/2025/NĐ-CP"},
          ResultAttached{scan, "application/pdf", std::nullopt},
          Finished{},
          HandedOver{ReturnBy::counter},
          ForeignCodeAdded{"npsp", "G09.20-20260609-0092637"},
          PrivateErased{"Luật 91/2025/QH15"},
          ExtensionProposed{at("2026-12-02T16:00")},
          Extended{at("2026-12-02T16:00"), "2026-11", {{"solve", at("2026-12-01T09:42")}}}};
}

std::string golden(std::string_view type, int version) {
  std::ifstream file("src/dossier/testdata/golden/" + std::string(type) + ".v" + std::to_string(version) +
                     ".json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Event, EveryTypeHasAGoldenExampleThatStaysReadable) {
  const auto all = examples();
  ASSERT_EQ(all.size(), event_types().size());
  for (const auto& example : all) {
    const auto type = type_of(example);
    const int version = payload_version(type);
    const std::string stored = golden(type, version);
    ASSERT_FALSE(stored.empty()) << type << "\n" << canonical_json(write_payload(example));
    EXPECT_EQ(read_payload(type, version, stored), example) << type;
    EXPECT_EQ(canonical_json(write_payload(example)) + "\n", stored) << type;
    EXPECT_EQ(payload_text(example) + "\n", stored) << type;
    EXPECT_EQ(read_payload(type, version, payload_text(example)), example) << type;
  }
}

// What an earlier version said, as it is understood today.
std::vector<Payload> examples_of_version_1() {
  return {Submitted{"H18.036-261120-0018", "1.001193", 3, Channel::counter, agencies, papers, ReturnBy::post},
          SupplementRequested{{{FaultKind::missing_paper, "giay-chung-sinh", "Luật Hộ tịch, Điều 16"}}},
          SupplementReceived{{{"giay-chung-sinh", 1, 0, 0}}, shift},
          PaymentSettled{150000, shift},
          Paused{"Luật Hộ tịch, Điều 16"},
          Resumed{shift}};
}

TEST(Event, EachEarlierVersionIsLiftedToWhatTookItsPlace) {
  std::size_t lifted = 0;
  for (const auto& type : event_types()) lifted += static_cast<std::size_t>(payload_version(type) - 1);
  ASSERT_EQ(lifted, examples_of_version_1().size());
  for (const auto& example : examples_of_version_1()) {
    const auto type = type_of(example);
    ASSERT_FALSE(golden(type, 1).empty()) << type;
    EXPECT_EQ(read_payload(type, 1, golden(type, 1)), example) << type;
  }
}

TEST(Event, AnEarlierVersionKeepsItsHash) {
  Event event;
  event.dossier = uuid("0193a1b2-0000-7000-8000-000000000001");
  event.version = 1;
  event.actor = {Actor::Kind::post, clerk.text(), {}};
  const std::string stored = R"({"basis":"Điều 16"})";
  event.payload = read_payload("paused", 1, stored);
  event.older = OlderPayload{1, stored};
  const std::string text = public_part(event);
  EXPECT_NE(text.find(R"("payload":{"basis":"Điều 16"},"payload_version":1,)"), std::string::npos) << text;
  EXPECT_EQ(chain_hash({}, event), chain_hash({}, event, stored));
}

TEST(Event, WhoeverCoversIsSaidOnlyWhereSomebodyDoes) {
  Event event;
  event.payload = Resumed{};
  event.actor = {Actor::Kind::post, clerk.text(), {}};
  EXPECT_EQ(public_part(event).find("covers"), std::string::npos) << "hashes of earlier events must stand";
  event.actor.covers = specialist.text();
  EXPECT_NE(public_part(event).find(R"("covers":")" + specialist.text()), std::string::npos);
}

TEST(Event, ForeignBytesAreOurMistake) {
  EXPECT_THROW(read_payload("step_taken", 1, R"({"step":"solve"})"), CheckFailed);
  EXPECT_THROW(read_payload("never_heard", 1, "{}"), CheckFailed);
  EXPECT_THROW(read_payload("step_taken", 99, "{}"), CheckFailed);
}

// A dossier's events, chained, one after the other, an hour apart.
class History {
 public:
  History& then(Payload payload) {
    Event event;
    event.dossier = uuid("0193a1b2-0000-7000-8000-000000000001");
    event.version = static_cast<std::int64_t>(events.size()) + 1;
    event.payload = std::move(payload);
    event.actor = {Actor::Kind::post, clerk.text(), {}};
    event.occurred_at = event.recorded_at = at("2026-11-20T09:00") + std::chrono::hours(event.version);
    event.hash = chain_hash(events.empty() ? Digest{} : events.back().hash, event);
    events.push_back(event);
    return *this;
  }
  std::vector<Event> events;
};

History accepted() {
  History h;
  h.then(examples()[0])
      .then(Accepted{at("2026-11-20T09:42"),
                     promise,
                     {{"receive", {}}, {"solve", {}}, {"return", {}}},
                     papers,
                     0,
                     true});
  return h;
}

TEST(Fold, ALifeFromReceptionToHandOver) {
  auto h = accepted();
  EXPECT_EQ(fold(h.events).position.status, Status::accepted);
  h.then(StepTaken{"receive", clerk})
      .then(StepCompleted{"receive", false})
      .then(StepAssigned{"solve", specialist, "03325.vhxh"});
  EXPECT_EQ(fold(h.events).holder(), std::nullopt) << "given is not yet taken";
  h.then(StepTaken{"solve", specialist});
  EXPECT_EQ(fold(h.events).position.status, Status::in_process);
  EXPECT_EQ(fold(h.events).holder(), specialist);
  h.then(ResultAttached{scan, "application/pdf", 1}).then(StepCompleted{"solve", false}).then(Finished{});
  EXPECT_EQ(fold(h.events).ended_at, h.events.back().occurred_at);
  h.then(StepTaken{"return", clerk}).then(HandedOver{ReturnBy::counter});
  const State state = fold(h.events);
  EXPECT_EQ(state.position.status, Status::handed_over);
  EXPECT_EQ(state.holder(), std::nullopt);
  EXPECT_EQ(read_state(write_state(state)), state);
}

TEST(Fold, ASupplementReturnsToWhereItCameFromAndShiftsThePromise) {
  auto h = accepted();
  h.then(StepTaken{"receive", clerk})
      .then(StepCompleted{"receive", false})
      .then(StepTaken{"solve", specialist});
  h.then(SupplementRequested{
      {{FaultKind::missing_paper, "giay-chung-sinh", ""}, {FaultKind::fault_in_field, "address", ""}}});
  EXPECT_EQ(fold(h.events).clock_stopped_since, h.events.back().occurred_at);
  EXPECT_EQ(fold(h.events).asked_papers, std::vector<std::string>{"giay-chung-sinh"});
  EXPECT_EQ(fold(h.events).asked_fields, std::vector<std::string>{"address"});
  h.then(SupplementReceived{
      {{"giay-chung-sinh", 2, 0, 0}}, shift, {"address"}, {{"solve", at("2026-11-26T09:42")}}});
  const State state = fold(h.events);
  EXPECT_EQ(state.position.status, Status::in_process);
  EXPECT_EQ(state.due_at, shift.due_at);
  EXPECT_EQ(state.promise->due_at, promise.due_at) << "the first promise stays";
  EXPECT_EQ(state.papers[1].originals, 2);
  EXPECT_TRUE(state.asked_papers.empty() && state.asked_fields.empty());
  EXPECT_EQ(state.steps[1].due_at, at("2026-11-26T09:42")) << "the steps still open move with the shift";
  EXPECT_EQ(read_state(write_state(state)), state);
}

TEST(Fold, APauseRemembersWhichAgencyIsWaitedFor) {
  auto h = accepted();
  h.then(StepTaken{"receive", clerk})
      .then(StepCompleted{"receive", false})
      .then(StepTaken{"solve", specialist});
  h.then(Paused{"Điều 19", "03"});
  EXPECT_EQ(fold(h.events).awaited, "03");
  EXPECT_EQ(read_state(write_state(fold(h.events))), fold(h.events));
  h.then(Resumed{shift, {}});
  EXPECT_EQ(fold(h.events).awaited, std::nullopt);
}

TEST(Fold, WhoCoversHoldsTheStepAndTheOneAskedMayTakeItBack) {
  auto h = accepted();
  h.then(StepTaken{"receive", clerk})
      .then(StepCompleted{"receive", false})
      .then(StepAssigned{"solve", clerk, "03325"})
      .then(StepTaken{"solve", specialist});
  h.events.back().actor.covers = clerk.text();
  const State state = fold(h.events);
  EXPECT_EQ(state.holder(), specialist);
  EXPECT_EQ(state.steps[1].taken_for, clerk);
  EXPECT_EQ(state.steps[1].given_to, clerk);
  EXPECT_EQ(read_state(write_state(state)), state);
  h.then(StepTaken{"solve", clerk});
  EXPECT_EQ(fold(h.events).steps[1].taken_for, std::nullopt);
}

TEST(Fold, AnExtensionMovesTheDueDateOnceAndLeavesThePromise) {
  auto h = accepted();
  h.then(StepTaken{"receive", clerk})
      .then(StepCompleted{"receive", false})
      .then(StepTaken{"solve", specialist});
  h.then(ExtensionProposed{at("2026-12-02T16:00")});
  EXPECT_EQ(fold(h.events).due_at, promise.due_at) << "a proposal moves nothing";
  h.then(ExtensionProposed{at("2026-12-03T16:00")});
  EXPECT_EQ(fold(h.events).proposed_due, at("2026-12-03T16:00")) << "the newest proposal holds";
  h.then(Extended{at("2026-12-03T16:00"), "2026-11", {{"return", at("2026-12-03T16:00")}}});
  const State state = fold(h.events);
  EXPECT_EQ(state.due_at, at("2026-12-03T16:00"));
  EXPECT_EQ(state.promise->due_at, promise.due_at) << "the first promise stays";
  EXPECT_EQ(state.extended_at, h.events.back().occurred_at);
  EXPECT_FALSE(state.proposed_due);
  EXPECT_EQ(state.steps.back().due_at, at("2026-12-03T16:00"));
  EXPECT_FALSE(state.steps[1].due_at) << "a step not named stays as it was";
  EXPECT_EQ(read_state(write_state(state)), state);
  h.then(Extended{at("2026-12-04T16:00"), "2026-11", {}});
  EXPECT_THROW(fold(h.events), CheckFailed) << "once only";
}

TEST(Fold, AStateStoredBeforeExtensionsStaysReadable) {
  State state = fold(accepted().events);
  state.accept_by.reset();
  auto stored = write_state(state);
  stored.as_object().erase("proposed_due");
  stored.as_object().erase("extended_at");
  for (const auto* later : {"accept_by", "awaited", "asked_fields"}) stored.as_object().erase(later);
  for (auto& step : stored.at("steps").as_array()) step.as_object().erase("taken_for");
  EXPECT_EQ(read_state(stored), state);
}

TEST(Fold, SentBackOpensTheStepBefore) {
  auto h = accepted();
  h.then(StepTaken{"receive", clerk})
      .then(StepCompleted{"receive", false})
      .then(StepTaken{"solve", specialist});
  h.then(StepCompleted{"solve", false}).then(StepTaken{"return", clerk}).then(StepCompleted{"return", true});
  const State state = fold(h.events);
  EXPECT_EQ(state.current_step()->key, "solve");
  EXPECT_EQ(state.holder(), specialist);
  EXPECT_FALSE(state.steps[2].taken_by);
}

TEST(Fold, ADossierMayBeginTakenOver) {
  History h;
  h.then(examples()[1]);
  const State state = fold(h.events);
  EXPECT_EQ(state.position.status, Status::accepted);
  EXPECT_EQ(state.foreign_codes[0].code, "000.00.06.H18-250612-0361");
  EXPECT_EQ(state.due_at, promise.due_at);
}

TEST(Fold, AnUnlawfulMoveIsOurMistake) {
  auto h = accepted();
  h.then(HandedOver{});
  EXPECT_THROW(fold(h.events), CheckFailed);
}

TEST(Chain, AnyChangeOfAPublicPartBreaksIt) {
  const auto h = accepted();
  Event changed = h.events[1];
  changed.occurred_at += std::chrono::milliseconds(1);
  EXPECT_NE(chain_hash(h.events[0].hash, changed), h.events[1].hash);
  changed = h.events[1];
  changed.commitment = Digest{};
  EXPECT_NE(chain_hash(h.events[0].hash, changed), h.events[1].hash);
}

TEST(PrivatePart, OpensOnlyWithItsKeyPlaceAndCommitment) {
  SeededRandom random(1);
  const SecretKey key = SecretKey::make(random);
  const Uuid id = uuid("0193a1b2-0000-7000-8000-000000000001");
  const json::value part = {{"reason", "thiếu giấy chứng sinh"}};
  const SealedPart sealed = seal_part(key, id, 4, part, random);
  EXPECT_EQ(open_part(key, id, 4, sealed.sealed, sealed.commitment), part);
  EXPECT_FALSE(open_part(key, id, 5, sealed.sealed, sealed.commitment));
  EXPECT_FALSE(open_part(SecretKey::make(random), id, 4, sealed.sealed, sealed.commitment));
  EXPECT_FALSE(open_part(key, id, 4, sealed.sealed, Digest{}));
}

TEST(Lookup, FindsANameHoweverItIsWrittenAndKeepsNothingReadable) {
  SeededRandom random(2);
  const Keys keys(SecretKey::make(random));
  const auto rows = lookup_rows(keys, "LÒ THỊ MẪU", "011190000123", "+84 912 000 128");
  EXPECT_EQ(rows.size(), 5U);  // number, telephone, name, two pairs
  EXPECT_EQ(rows[2], lookup_row(keys, LookupKind::name, "lo thi mau"));
  EXPECT_EQ(rows[1], lookup_row(keys, LookupKind::phone, normal_phone("0912.000.128")));
  EXPECT_NE(rows, lookup_rows(Keys(SecretKey::make(random)), "LÒ THỊ MẪU", "011190000123", "0912000128"));
}

}  // namespace
}  // namespace motcua::dossier
