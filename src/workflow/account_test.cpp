#include "workflow/account.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <numeric>
#include <sstream>

#include "base/table.h"

namespace motcua::workflow {
namespace {

const calendar::Timetable& timetable() {
  static const calendar::Timetable table(calendar::shipped_calendar(), calendar::default_hours());
  return table;
}

Instant november(const std::string& day_and_hour) {
  return parse_instant("2026-11-" + day_and_hour.substr(0, 2) + "T" + day_and_hour.substr(3, 5)).value();
}

Uuid person(char letter) {
  return Uuid::parse(std::string("0193a1b2-0000-7000-8000-0000000000") + "0" +
                     "0123456789abcdef"[letter - 'A'])
      .value();
}
std::string letter(const Uuid& post) {
  for (char each = 'A'; each <= 'P'; ++each) {
    if (person(each) == post) return std::string(1, each);
  }
  return "?";
}

// Makes the events of a story, one dossier.
class Story {
 public:
  void happen(const std::string& act, Instant at, const std::vector<std::string>& who) {
    const auto post = [&](std::size_t i) { return person(who.at(i)[0]); };
    using namespace dossier;
    if (act == "submit" || act == "file") add(Submitted{}, at);
    if (act == "accept" || act == "file") accept(at, post(0));
    if (act == "assign") assign(at, post(0), post(1));
    if (act == "take") take(at, post(0));
    if (act == "solve") add(StepCompleted{"solve", false}, at), give("approve", post(1), at);
    if (act == "correct") add(StepCompleted{"approve", true}, at), step_ = "solve";
    if (act == "approve") add(StepCompleted{"approve", false}, at), add(Finished{}, at), step_ = "return";
    if (act == "hand_over") take(at, post(0)), add(StepCompleted{"return", false}, at), add(HandedOver{}, at);
    if (act == "supplement") add(SupplementRequested{}, at);
    if (act == "supplied") add(SupplementReceived{}, at);
    if (act == "ask_payment") add(PaymentRequested{}, at);
    if (act == "paid") add(PaymentSettled{}, at);
    if (act == "pause") add(Paused{}, at);
    if (act == "await") add(Paused{"", "03"}, at);
    if (act == "await_outside") add(Paused{"", ""}, at);
    if (act == "resume") add(Resumed{}, at);
    if (act == "withdraw") add(Withdrawn{}, at);
  }
  const std::vector<dossier::Event>& events() const { return events_; }

 private:
  void add(dossier::Payload payload, Instant at) {
    dossier::Event event;
    event.dossier = person('P');
    event.version = static_cast<std::int64_t>(events_.size()) + 1;
    event.payload = std::move(payload);
    event.occurred_at = event.recorded_at = at;
    events_.push_back(event);
  }
  void accept(Instant at, const Uuid& by) {
    dossier::Accepted accepted;
    accepted.received_at = at;
    for (const auto* key : {"receive", "assign", "solve", "approve", "return"})
      accepted.steps.push_back({key, {}});
    add(accepted, at);
    add(dossier::StepTaken{"receive", by}, at);
    add(dossier::StepCompleted{"receive", false}, at);
  }
  void assign(Instant at, const Uuid& by, const Uuid& to) {
    if (step_ == "assign") {
      add(dossier::StepTaken{"assign", by}, at);
      add(dossier::StepCompleted{"assign", false}, at);
    }
    give("solve", to, at);
  }
  void give(const std::string& step, const Uuid& to, Instant at) {
    add(dossier::StepAssigned{step, to, "unit"}, at);
    step_ = step;
  }
  void take(Instant at, const Uuid& by) { add(dossier::StepTaken{step_, by}, at); }

  std::vector<dossier::Event> events_;
  std::string step_ = "assign";
};

Story told(const std::string& text) {
  Story story;
  std::istringstream acts(text);
  for (std::string one; std::getline(acts, one, ';');) {
    std::istringstream words(one);
    std::string day, hour, act;
    words >> day >> hour >> act;
    std::vector<std::string> who;
    for (std::string each; words >> each;) who.push_back(each);
    story.happen(act, november(day + " " + hour), who);
  }
  return story;
}

std::string said(const std::vector<Tenure>& life) {
  const auto minutes = working_minutes(life, timetable()).value();
  std::string text;
  std::string last;
  std::int64_t sum = 0;
  const auto flush = [&] {
    if (!last.empty()) text += (text.empty() ? "" : ", ") + last + " " + std::to_string(sum);
  };
  for (std::size_t i = 0; i < life.size();
       ++i) {  // the table leaves out the steps: join what only they divide
    const auto& holder = life[i].holder;
    const std::string who = (life[i].clock_runs ? "" : "*") +
                            (holder.post ? letter(*holder.post) : std::string(name_of(holder.kind)));
    if (who != last) {
      flush();
      last = who;
      sum = 0;
    }
    sum += minutes[i];
  }
  flush();
  return text;
}

TEST(Account, SaysWhoseTimeItWasAsTheCaseTableSays) {
  const Table table = read_tsv_file("src/workflow/account_cases.tsv");
  ASSERT_GE(table.rows.size(), 12U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Story story = told(table.at(i, "story"));
    EXPECT_EQ(said(tenures(story.events(), november(table.at(i, "now")))), table.at(i, "account"))
        << table.at(i, "note");
  }
}

TEST(Account, TheAxisLeavesOutWhatIsNotWorked) {
  const auto days = axis_days(november("20 09:00"), november("25 13:40"), timetable()).value();
  std::string text;
  for (const auto& day : days) {
    text += fmt::format("{}{}@{} ", format_iso(day.date).substr(8), day.off ? " off" : "", day.minute);
  }
  EXPECT_EQ(text, "20@0 23@360 24 off@840 25@840 ");
  EXPECT_FALSE(axis_days(november("20 09:00"), *parse_instant("2031-01-01T09:00"), timetable()).has_value());
}

TEST(Account, EveryHolderHasAWord) {
  for (const auto kind :
       {Holder::Kind::officer, Holder::Kind::applicant, Holder::Kind::agency, Holder::Kind::nobody}) {
    EXPECT_TRUE(has_message("holder." + std::string(name_of(kind))));
  }
}

// Any order of waits, any times, clocks put back too: the life is divided without gap or overlap.
RC_GTEST_PROP(Account, DividesALifeWithoutGapOrOverlap, ()) {
  const Instant start = november("16 08:00");
  Story story;
  story.happen("file", start, {"K"});
  story.happen("assign", start, {"B", "A"});
  story.happen("take", start, {"A"});
  const auto waits = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 4), rc::gen::inRange(-600, 3000)));
  const std::array<std::pair<const char*, const char*>, 4> kinds{
      {{"supplement", "supplied"}, {"ask_payment", "paid"}, {"pause", "resume"}, {"await", "resume"}}};
  Instant at = start;
  Instant latest = start;
  for (std::size_t i = 0; i + 1 < waits.size() && i < 40; i += 2) {
    for (const bool begins : {true, false}) {
      at += std::chrono::seconds(waits[begins ? i : i + 1].second);
      latest = std::max(latest, at);
      const auto& kind = kinds[static_cast<std::size_t>(waits[i].first)];
      story.happen(begins ? kind.first : kind.second, at, {});
    }
  }
  const Instant now = latest + std::chrono::minutes(*rc::gen::inRange(0, 3000));

  const auto life = tenures(story.events(), now);
  Instant reached = start;
  for (const auto& tenure : life) {
    RC_ASSERT(tenure.from == reached);
    RC_ASSERT(tenure.until > tenure.from);
    reached = tenure.until;
  }
  RC_ASSERT(reached == now);
  const auto minutes = working_minutes(life, timetable()).value();
  const auto sum = std::accumulate(minutes.begin(), minutes.end(), std::int64_t{0});
  const auto age = timetable().working_time_between(start, now).value();
  RC_ASSERT(sum == std::chrono::floor<std::chrono::minutes>(age).count());
}

}  // namespace
}  // namespace motcua::workflow
