#include "motcua/demo_dossiers.h"

#include <algorithm>
#include <future>
#include <map>
#include <thread>

#include "motcua/demo_papers.h"

namespace motcua::app {
namespace {

using http::Method;

struct Known {
  std::string id, code;
  std::int64_t version = 0;
};

// Whose desk a procedure goes to, and who signs.
const DemoOfficial& specialist(const DemoCourse& course) {
  if (course.version->handled_by == "cong_an_xa") return course.staff->police;
  return course.version->code == "1.001612" ? course.staff->economy : course.staff->culture;
}
const DemoOfficial& approver(const DemoCourse& course) {
  return course.version->handled_by == "cong_an_xa" ? course.staff->police_chief : course.staff->approver;
}

class Player {
 public:
  Player(Program::Parts& parts, const DemoOfficials& officials)
      : parts_(parts), officials_(officials), office_(parts) {}

  void play(const DemoCourse& course, Known& known, Deed deed);

 private:
  void act(Known& known, const DemoOfficial& by, const std::string& act, json::object body = {}) {
    body["seen_version"] = known.version;
    const auto done =
        office_.ask(by, {Method::post, "/api/dossiers/{id}/" + act, known.id, json::serialize(body)});
    known.version = done.at("version").as_int64();
  }
  void begin(const DemoCourse& course, Known& known, const DemoOfficial& by, const std::string& path) {
    const auto filed =
        office_.ask(by, {Method::post, path, {}, json::serialize(filing_body(course, parts_.organisation))});
    known = {std::string(filed.at("id").as_string()), std::string(filed.at("code").as_string()),
             filed.at("version").as_int64()};
  }
  void attach(const DemoCourse& course, Known& known, const DemoOfficial& by, const std::string& what);
  void take_over(const DemoCourse& course, Known& known);
  void erase(Known& known);
  void hand_over(const DemoCourse& course, Known& known);
  void add_foreign_code(const DemoCourse& course, Known& known);
  void ask_payment(const DemoCourse& course, Known& known);
  void ask_supplement(const DemoCourse& course, Known& known);

  // A code of the same form with another system's prefix.
  std::string foreign_code(const DemoCourse& course, const std::string& prefix, LocalDate day) {
    return dossier::format_code({prefix + parts_.organisation.series_of(course.staff->unit)}, day,
                                ++foreign_);
  }

  Program::Parts& parts_;
  const DemoOfficials& officials_;
  DemoOffice office_;
  int foreign_ = 0;
};

// A scan of the first paper, or the result.
void Player::attach(const DemoCourse& course, Known& known, const DemoOfficial& by, const std::string& what) {
  const auto& version = *course.version;
  const bool scan = what == "scans";
  DemoOffice::Asked asked{Method::post, "/api/dossiers/{id}/" + what, known.id,
                          sample_pdf(scan ? version.papers.front().name.vi : version.result_name.vi)};
  asked.query = {{"seen_version", std::to_string(known.version)},
                 {"name", scan ? "ban-quet-mau.pdf" : "ket-qua-mau.pdf"}};
  if (scan) asked.query["paper"] = version.papers.front().id;
  known.version = office_.ask(by, asked).at("version").as_int64();
}

// From an earlier system: it begins with the promise that was given there, at the step "assign".
void Player::take_over(const DemoCourse& course, Known& known) {
  const auto& office = parts_.installation;
  const Instant now = office.clock.now();
  const auto& limit = *course.version->terms(course.channel)->limit;
  auto promised = intake::promise_from(limit, course.version->steps, course.received_before,
                                       office.timetables.of(course.staff->unit))
                      .value();
  std::erase_if(promised.steps, [](const auto& step) { return step.key == "receive"; });
  const dossier::Person person{
      course.applicant.full_name,
      course.applicant.id_number,
      course.applicant.birth_date,
      course.applicant.female ? "female" : "male",
      course.address + ", " + office.organisation.at(course.staff->unit).in_sentence.vi,
      course.applicant.phone,
      {}};
  const dossier::Submission submission{person, {}, {}, dossier::make_secret(office.random)};
  const dossier::TakenOver event{"he-thong-cu",
                                 foreign_code(course, "T18.", local_date(course.received_before)),
                                 "",
                                 course.version->code,
                                 course.version->number,
                                 course.channel,
                                 {course.staff->unit, course.staff->unit, course.staff->unit},
                                 course.received_before,
                                 promised.promise,
                                 promised.steps};
  dossier::Beginning beginning{
      Uuid::v7(now, office.random),
      {dossier::Actor::Kind::job, "take-over", {}},
      {office.organisation.dossier_prefix_of(course.staff->unit)},
      local_date(now),
      dossier::lookup_rows(office.dossiers.keys(), person.full_name, *person.id_number, *person.phone),
      {{event, now, http::shape<dossier::Submission>().write(submission)}}};
  const dossier::Act act{Uuid::v7(now, office.random), now, {}};
  const auto state =
      parts_.store
          ->write([&](store::Writer& writer) { return office.dossiers.begin(writer, act, beginning); })
          .value();
  known = {state.id.text(), state.code, state.version};
}

void Player::erase(Known& known) {
  const json::object body{{"seen_version", known.version},
                          {"basis", "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15"},
                          {"reason", "Người nộp hồ sơ yêu cầu xóa dữ liệu riêng"}};
  const auto done = office_.ask(
      officials_.controller, {Method::remove, "/api/dossiers/{id}/private", known.id, json::serialize(body)});
  known.version = done.at("version").as_int64();
}

void Player::hand_over(const DemoCourse& course, Known& known) {
  const DemoPerson& receiver = course.submitter ? *course.submitter : course.applicant;
  act(known, course.staff->counter, "hand-over",
      {{"receiver_name", receiver.full_name},
       {"receiver_id_number", receiver.id_number},
       {"by", course.return_by_post ? "post" : "counter"}});
}

void Player::add_foreign_code(const DemoCourse& course, Known& known) {
  const LocalDate today = local_date(parts_.installation.clock.now());
  act(known, course.staff->counter, "foreign-codes",
      {{"system", "cong-quoc-gia"}, {"code", foreign_code(course, "G18.", today)}});
}

void Player::ask_payment(const DemoCourse& course, Known& known) {
  const auto fee = intake::fee_of(*course.version->terms(course.channel));
  CHECK(fee.has_value());
  act(known, specialist(course), "payment-request", {{"fee_dong", *fee}});
}

void Player::ask_supplement(const DemoCourse& course, Known& known) {
  const json::object fault{{"kind", "fault_in_paper"},
                           {"key", course.version->papers.front().id},
                           {"basis", "Điều 5 Nghị định 118/2025/NĐ-CP"},
                           {"reason", "Tờ khai ghi sai ngày sinh, mời khai lại tờ mới."}};
  act(known, specialist(course), "supplement-request", {{"faults", json::array{fault}}});
}

void Player::play(const DemoCourse& course, Known& known, Deed deed) {
  const DemoStaff& staff = *course.staff;
  const auto& works = specialist(course);
  const auto& signs = approver(course);
  switch (deed) {
    case Deed::file:
      return begin(course, known, staff.counter, "/api/dossiers");
    case Deed::submit:
      return begin(course, known, officials_.adapter, "/api/submissions");
    case Deed::take_over:
      return take_over(course, known);
    case Deed::accept:
      return act(known, staff.counter, "acceptance", {{"papers", papers_of(course)}});
    case Deed::refuse:
      return act(known, staff.counter, "refusal",
                 {{"reason", "Tờ khai gửi lên bị mờ, thiếu chữ ký. Mời nộp lại bản rõ."}});
    case Deed::add_foreign_code:
      return add_foreign_code(course, known);
    case Deed::attach_scan:
      return attach(course, known, staff.counter, "scans");
    case Deed::assign:
      return act(known, staff.director, "assignment", {{"post", works.post().id.text()}});
    case Deed::take:
      return act(known, works, "taking");
    case Deed::ask_supplement:
      return ask_supplement(course, known);
    case Deed::bring_supplement:
      return act(known, staff.counter, "supplement", {{"papers", json::array{papers_of(course).at(0)}}});
    case Deed::ask_payment:
      return ask_payment(course, known);
    case Deed::settle_payment:
      return act(known, staff.counter, "payment");
    case Deed::pause:
      return act(known, works, "pause",
                 {{"reason", "Chờ cơ quan nơi cư trú cũ trả lời xác minh."},
                  {"basis", "Điều 19 Nghị định 118/2025/NĐ-CP"},
                  {"agency_name", "Công an tỉnh Sơn La"}});
    case Deed::resume:
      return act(known, works, "resumption");
    case Deed::attach_result:
      return attach(course, known, works, "result");
    case Deed::solve:
      return act(known, works, "solution", {{"note", "Đã kiểm tra, đủ điều kiện. Kính trình ký duyệt."}});
    case Deed::take_to_approve:
      return act(known, signs, "taking");
    case Deed::return_for_correction:
      return act(known, signs, "correction", {{"reason", "Sửa lại địa chỉ theo đơn vị hành chính mới."}});
    case Deed::approve:
      return act(known, signs, "approval");
    case Deed::hand_over:
      return hand_over(course, known);
    case Deed::withdraw:
      return act(known, staff.counter, "withdrawal", {{"reason", "Người nộp không còn nhu cầu."}});
    case Deed::stop:
      return act(known, signs, "stop",
                 {{"reason", "Không đủ điều kiện theo quy định; đã giải thích cho người nộp."}});
    case Deed::erase:
      return erase(known);
  }
}

struct Turn {
  Instant at;
  std::size_t course, deed;
  auto operator<=>(const Turn&) const = default;
};

// What one thread plays: the turns of some agencies in the order of time.
struct Share {
  Player player;
  std::vector<Turn> turns = {};
  std::size_t next = 0;
};

// SQLite has one writer, so a thread more than there are cores keeps it busy; PostgreSQL is waited for.
std::size_t threads_for(const store::Store& store) {
  constexpr std::size_t most = 8;
  if (store.engine() == store::Engine::postgres) return most;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency() + 1, 2, most);
}

// The turns of an agency stay together; the busiest agencies are given away first.
std::vector<Share> shared_out(Program::Parts& parts, const DemoOfficials& officials,
                              const std::vector<DemoCourse>& courses) {
  std::map<const DemoStaff*, std::vector<Turn>> by_agency;
  for (std::size_t i = 0; i < courses.size(); ++i) {
    for (std::size_t j = 0; j < courses[i].deeds.size(); ++j)
      by_agency[courses[i].staff].push_back({courses[i].deeds[j].at, i, j});
  }
  std::vector<std::vector<Turn>*> agencies;
  for (auto& [staff, turns] : by_agency) agencies.push_back(&turns);
  std::stable_sort(agencies.begin(), agencies.end(), [](auto* a, auto* b) { return a->size() > b->size(); });
  std::vector<Share> shares(threads_for(*parts.store), Share{Player(parts, officials)});
  for (const auto* turns : agencies) {
    auto& least = *std::min_element(shares.begin(), shares.end(), [](const Share& a, const Share& b) {
      return a.turns.size() < b.turns.size();
    });
    least.turns.insert(least.turns.end(), turns->begin(), turns->end());
  }
  for (auto& share : shares) std::sort(share.turns.begin(), share.turns.end());
  return shares;
}

}  // namespace

void play_courses(Program::Parts& parts, DemoClock& clock, const DemoOfficials& officials,
                  const std::vector<DemoCourse>& courses) {
  auto shares = shared_out(parts, officials, courses);
  std::vector<Known> known(courses.size());
  const auto play = [&](Share& share, Instant until) {
    for (; share.next < share.turns.size() && share.turns[share.next].at < until; ++share.next) {
      const Turn& turn = share.turns[share.next];
      clock.set(turn.at);
      share.player.play(courses[turn.course], known[turn.course], courses[turn.course].deeds[turn.deed].deed);
    }
  };
  // Day by day, so that what was recorded on one day stands before what was recorded on the next.
  for (;;) {
    std::optional<Instant> next;
    for (const auto& share : shares) {
      if (share.next < share.turns.size())
        next = std::min(next.value_or(Instant::max()), share.turns[share.next].at);
    }
    if (!next) return;
    const Instant midnight = to_instant(LocalTime(local_date(*next) + std::chrono::days{1}));
    std::vector<std::future<void>> playing;
    for (auto& share : shares)
      playing.push_back(std::async(std::launch::async, play, std::ref(share), midnight));
    for (auto& each : playing) each.wait();
    for (auto& each : playing) each.get();  // throws what went wrong
  }
}

}  // namespace motcua::app
