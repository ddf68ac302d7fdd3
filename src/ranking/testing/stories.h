#pragma once
// Stories of dossiers for tests: never part of the program.
#include <map>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/text.h"
#include "dossier/dossier.h"

namespace motcua::ranking {

struct TestingWord {
  std::string event;
  Instant at{};
  std::optional<Instant> due = {};
  std::int64_t wait = 0;
};

// "accepted@07-01,due=07-03" of the year 2025, at 09:00; due dates at 17:00. With a whole date: 2026-07-01.
inline TestingWord testing_word(const std::string& word) {
  const auto instant = [](std::string day, const char* hour) {
    if (day.size() == 5) day = "2025-" + day;
    const auto found = parse_instant(day + hour);
    CHECK(found.has_value());
    return *found;
  };
  const auto parts = split(word, ',');
  const auto named = split(parts[0], '@');
  CHECK(named.size() == 2);
  TestingWord told{named[0], instant(named[1], "T09:00")};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto pair = split(parts[i], '=');
    CHECK(pair.size() == 2);
    if (pair[0] == "due") told.due = instant(pair[1], "T17:00");
    if (pair[0] == "wait") told.wait = *parse_integer(pair[1]);
  }
  return told;
}

inline dossier::Payload testing_payload(const TestingWord& word, const std::string& unit,
                                        dossier::Channel channel) {
  const dossier::Agencies agencies{unit, unit, unit};
  const dossier::Promise promise{word.due, "", "", {}};
  const std::vector<dossier::PlannedStep> steps{{"receive", {}}, {"solve", {}}, {"approve", {}}};
  const std::optional<dossier::Shift> shift =
      word.due ? std::optional(dossier::Shift{word.due, word.wait, ""}) : std::nullopt;
  const std::map<std::string, dossier::Payload> payloads{
      {"submitted", dossier::Submitted{"", "1.001193", 1, channel, agencies, {}, {}}},
      {"taken_over",
       dossier::TakenOver{"cũ", "C-1", "", "1.001193", 1, channel, agencies, word.at, promise, steps}},
      {"accepted", dossier::Accepted{word.at, promise, steps, {}, 0, true}},
      {"not_accepted", dossier::NotAccepted{}},
      {"step_received", dossier::StepCompleted{"receive", false}},
      {"step_completed", dossier::StepCompleted{"solve", false}},
      {"step_taken", dossier::StepTaken{"solve", *Uuid::parse("0193a1b2-0000-7000-8000-00000000000a")}},
      {"supplement_requested", dossier::SupplementRequested{}},
      {"supplement_received", dossier::SupplementReceived{{}, shift}},
      {"payment_requested", dossier::PaymentRequested{}},
      {"payment_settled", dossier::PaymentSettled{0, shift}},
      {"paused", dossier::Paused{}},
      {"resumed", dossier::Resumed{shift}},
      {"withdrawn", dossier::Withdrawn{}},
      {"stopped", dossier::Stopped{}},
      {"finished", dossier::Finished{}},
      {"handed_over", dossier::HandedOver{}},
      {"extended", dossier::Extended{word.due.value_or(word.at), "", {}}}};
  const auto found = payloads.find(word.event);
  CHECK(found != payloads.end());
  return found->second;
}

// "submitted@07-01 accepted@07-01,due=07-03 finished@07-02"
inline std::vector<dossier::Event> testing_events(const std::string& story, const std::string& unit = "03325",
                                                  dossier::Channel channel = dossier::Channel::counter) {
  std::vector<dossier::Event> events;
  for (const auto& word : split(story, ' ')) {
    const auto told = testing_word(word);
    dossier::Event event;
    event.version = static_cast<std::int64_t>(events.size()) + 1;
    event.payload = testing_payload(told, unit, channel);
    event.actor = {dossier::Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}};
    event.occurred_at = event.recorded_at = told.at;
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace motcua::ranking
