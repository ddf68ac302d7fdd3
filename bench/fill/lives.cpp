#include "bench/fill/lives.h"

#include "base/check.h"
#include "bench/people.h"

namespace motcua::bench {
namespace {

using dossier::NewEvent;

json::value remark(std::string_view field, std::string_view text) { return json::object{{field, text}}; }

// The events of one life, each a little later than the one before it and never in the future.
class Telling {
 public:
  Telling(const Life& life, Instant now, Random& random)
      : life_(life), staff_(*life.staff), latest_(now - std::chrono::minutes(5)), random_(random) {
    const auto due = life.promised->promise.due_at.value_or(life.received + std::chrono::hours(120));
    // One in thirty-three is late.
    const auto pace = random.below(33) == 0 ? 110 + random.below(80) : 25 + random.below(73);
    ends_ = life.received + (due - life.received) * pace / 100;
    const bool police = life.agencies.solving != life.staff->unit;
    solver_ = &(police ? staff_.police_solver : random.below(2) == 0 ? staff_.solver : staff_.second_solver);
    chief_ = &(police ? staff_.police_chief : staff_.approver);
  }

  std::vector<NewEvent> tell(const std::string& code, const MadeUp& owner, json::value submission) {
    const bool online = life_.channel == dossier::Channel::online;
    at_ = life_.received - std::chrono::minutes(online ? 12 : 0);
    const auto papers = counted();
    add(dossier::Submitted{code, life_.version->code, life_.version->number, life_.channel, life_.agencies,
                           papers, dossier::ReturnBy::counter},
        std::move(submission));
    if (life_.stand == Stand::submitted) return std::move(events_);
    at_ = life_.received;
    if (life_.stand == Stand::refused) {
      add(dossier::NotAccepted{"Điều 17 Nghị định 61/2018/NĐ-CP"}, remark("reason", "Không đúng thẩm quyền"));
      return std::move(events_);
    }
    const auto fee = intake::fee_of(*life_.version->terms(life_.channel)).value_or(0);
    add(dossier::Accepted{life_.received, life_.promised->promise, life_.promised->steps, papers, fee,
                          fee > 0 && !online});
    add(dossier::StepTaken{"receive", staff_.counter.post});
    add(dossier::StepCompleted{"receive", false});
    if (life_.stand != Stand::unassigned) solve(owner);
    return std::move(events_);
  }

 private:
  void add(dossier::Payload payload, std::optional<json::value> part = {}) {
    events_.push_back({std::move(payload), at_, std::move(part)});
  }
  // On to `percent` of the way from reception to the end of processing, while the office is open.
  void pass(int percent) { until(life_.received + (ends_ - life_.received) * percent / 100); }
  void until(Instant instant) {
    const auto open = life_.timetable->next_opening(instant);
    at_ = std::max(at_, std::min(open ? *open : instant, latest_));
  }

  std::vector<dossier::PaperCount> counted() const {
    std::vector<dossier::PaperCount> papers;
    for (const auto& paper : life_.version->papers) {
      if (paper.kind != catalogue::PaperKind::submit || paper.when) continue;
      papers.push_back({paper.id, paper.originals, paper.certified_copies, paper.photocopies});
    }
    return papers;
  }

  void solve(const MadeUp& owner) {
    pass(4);
    add(dossier::StepTaken{"assign", staff_.counter.post});
    add(dossier::StepCompleted{"assign", false});
    std::optional<json::value> note;
    if (random_.below(10) == 0) note = remark("note", "Ưu tiên giải quyết trong tuần");
    add(dossier::StepAssigned{"solve", solver_->post, life_.agencies.solving}, note);
    if (life_.stand == Stand::given) return;
    pass(12);
    add(dossier::StepTaken{"solve", solver_->post});
    if (halted()) return;
    pass(75);
    add(dossier::StepCompleted{"solve", false});
    add(dossier::StepAssigned{"approve", chief_->post, life_.agencies.solving});
    if (life_.stand == Stand::to_approve) return;
    pass(92);
    add(dossier::StepTaken{"approve", chief_->post});
    if (life_.stand != Stand::approving) finish(owner);
  }

  // What happens while it is being solved, and leaves it there.
  bool halted() {
    if (life_.stand == Stand::in_hand) return true;
    pass(30);
    switch (life_.stand) {
      case Stand::withdrawn:
        add(dossier::Withdrawn{}, remark("reason", "Người nộp đề nghị rút hồ sơ"));
        return true;
      case Stand::stopped:
        add(dossier::Stopped{"Khoản 2 Điều 19"}, remark("reason", "Người nộp không còn nhu cầu"));
        return true;
      case Stand::supplement:
        ask_for_papers();
        return true;
      case Stand::payment:
        add(dossier::PaymentRequested{50'000});
        return true;
      case Stand::paused:
        add(dossier::Paused{"Điều 19"}, remark("reason", "Chờ xác minh tại nơi cư trú trước đây"));
        return true;
      case Stand::handed_over:
      case Stand::refused:
      case Stand::submitted:
      case Stand::unassigned:
      case Stand::given:
      case Stand::in_hand:
      case Stand::to_approve:
      case Stand::approving:
      case Stand::finished:
        return false;
    }
    CHECK(false);
  }

  void ask_for_papers() {
    dossier::SupplementRequested asked;
    if (life_.version->papers.empty()) {
      asked.faults.push_back({dossier::FaultKind::fault_in_field, "content", "Điều 17"});
    } else {
      asked.faults.push_back({dossier::FaultKind::fault_in_paper, life_.version->papers[0].id, "Điều 17"});
    }
    add(std::move(asked), json::object{{"reasons", json::array{"Bản chụp bị mờ, đề nghị nộp lại"}}});
  }

  void finish(const MadeUp& owner) {
    pass(100);
    add(dossier::StepCompleted{"approve", false});
    add(dossier::Finished{});
    add(dossier::StepAssigned{"return", staff_.counter.post, life_.agencies.received});
    if (life_.stand == Stand::finished) return;
    until(at_ + std::chrono::minutes(20 + random_.below(4000)));
    add(dossier::StepTaken{"return", staff_.counter.post});
    add(dossier::HandedOver{dossier::ReturnBy::counter},
        json::object{{"receiver_name", owner.full_name}, {"receiver_id_number", owner.id_number}});
    add(dossier::StepCompleted{"return", false});
  }

  const Life& life_;
  const Staff& staff_;
  const Instant latest_;
  Random& random_;
  Instant ends_, at_;
  const Seat* solver_ = nullptr;
  const Seat* chief_ = nullptr;
  std::vector<NewEvent> events_;
};

dossier::Submission submission_of(const MadeUp& owner, Random& random) {
  dossier::Submission submission;
  submission.applicant = {owner.full_name,
                          owner.id_number,
                          owner.birth_date,
                          owner.female ? "female" : "male",
                          "Bản Kéo, xã Mường Lạn, tỉnh Điện Biên",
                          owner.phone,
                          std::nullopt};
  submission.content = "Xin giải quyết theo quy định";
  submission.secret = dossier::make_secret(random);
  return submission;
}

}  // namespace

Began begin_life(const Life& life, const dossier::Keys& keys, Instant now, Random& random) {
  const MadeUp owner = make_up(random);
  const json::value part = http::shape<dossier::Submission>().write(submission_of(owner, random));
  dossier::Beginning beginning;
  beginning.id = Uuid::v7(life.received, random);
  beginning.actor = {dossier::Actor::Kind::post, life.staff->counter.post.text(), {}};
  beginning.series = life.series;
  beginning.day = local_date(life.received);
  beginning.lookup = dossier::lookup_rows(keys, owner.full_name, owner.id_number, owner.phone);
  Telling telling(life, now, random);
  auto told = telling.tell(dossier::format_code(beginning.series, beginning.day, life.serial), owner, part);
  const Instant recorded = told.back().occurred_at;
  beginning.events = std::move(told);
  dossier::Act act{Uuid::v7(life.received, random), recorded, {}};
  random.fill(act.request);
  return {std::move(act), std::move(beginning)};
}

}  // namespace motcua::bench
