#include "ranking/course.h"

#include "base/check.h"
#include "calendar/calendar.h"
#include "ranking/period.h"

namespace motcua::ranking {
namespace {

using std::chrono::days;

std::optional<Uuid> post_of(const dossier::Actor& actor) {
  return actor.kind == dossier::Actor::Kind::post ? Uuid::parse(actor.id) : std::nullopt;
}

// One function per type and no default: a forgotten event does not compile.
struct Follow {
  Course& course;
  const dossier::Event& event;
  const UtcOffset offset;
  Effect effect = {};

  LocalDate day_of(Instant instant) const { return std::max(local_date(instant, offset), first_counted_day); }
  std::optional<LocalDate> day_of(const std::optional<Instant>& instant) const {
    return instant ? std::optional(day_of(*instant)) : std::nullopt;
  }
  // What is dated before the reception, by a clock that went back or a field device, counts on its day.
  LocalDate today() {
    course.last_day = std::max(day_of(event.occurred_at), course.last_day);
    return course.last_day;
  }
  void add(Figure figure, LocalDate day, std::int64_t amount = 1, std::optional<Uuid> post = {}) {
    effect.moves.push_back({figure, day, amount, post});
  }
  bool is_accepted() const { return course.received_at.has_value(); }

  void take_from(LocalDate day) {
    if (!course.stock) return;
    add(*course.stock, day, -1);
    if (course.late_from) add(Figure::late, std::max(day, *course.late_from), -1);
    course.stock.reset();
    course.late_from.reset();
  }
  void put_into(Figure stock, LocalDate day) {
    take_from(day);
    course.stock = stock;
    add(stock, day);
    if (stock != Figure::in_process || !course.due_day) return;
    course.late_from = std::max(day, *course.due_day + days(1));
    add(Figure::late, *course.late_from);
  }
  void wait(Figure stock) {
    if (is_accepted()) put_into(stock, today());
  }
  void go_on(const std::optional<dossier::Shift>& shift) {
    if (!is_accepted()) return;
    if (shift) {
      course.due_day = day_of(shift->due_at);
      course.waited_minutes += shift->working_minutes;
    }
    put_into(Figure::in_process, today());
  }
  void close() {
    take_from(today());
    course.closed = true;
  }
  void file(const dossier::Agencies& agencies, const std::string& procedure, dossier::Channel channel) {
    course.unit = agencies.received;
    course.solving = agencies.solving;
    course.procedure = procedure;
    course.channel = channel;
  }

  void operator()(const dossier::Submitted& p) { file(p.agencies, p.procedure, p.channel); }
  void operator()(const dossier::TakenOver& p) {
    file(p.agencies, p.procedure, p.channel);
    course.received_at = p.received_at;
    course.due_day = day_of(p.promise.due_at);
    add(Figure::taken_over, today());
    put_into(Figure::in_process, today());
  }
  void operator()(const dossier::Accepted& p) {
    course.received_at = p.received_at;
    course.due_day = day_of(p.promise.due_at);
    course.last_day = day_of(p.received_at);
    add(Figure::received, course.last_day, 1, post_of(event.actor));
    put_into(Figure::in_process, course.last_day);
  }
  void operator()(const dossier::NotAccepted&) {
    add(Figure::not_accepted, today());
    close();
  }
  void operator()(const dossier::StepCompleted& p) {
    if (p.returned) return;
    course.completed_before = course.completed_last;
    course.completed_last = post_of(event.actor);
  }
  void operator()(const dossier::SupplementRequested&) { wait(Figure::supplement); }
  void operator()(const dossier::PaymentRequested&) { wait(Figure::paused); }
  void operator()(const dossier::Paused&) { wait(Figure::paused); }
  void operator()(const dossier::SupplementReceived& p) { go_on(p.shift); }
  void operator()(const dossier::PaymentSettled& p) { go_on(p.shift); }
  void operator()(const dossier::Resumed& p) { go_on(p.shift); }
  void operator()(const dossier::Withdrawn&) {
    if (is_accepted()) add(Figure::withdrawn, today());
    close();
  }
  void operator()(const dossier::Stopped&) {
    add(Figure::stopped, today());
    close();
  }
  void operator()(const dossier::Finished&) {
    const LocalDate day = today();
    const auto solver = course.completed_before ? course.completed_before : course.completed_last;
    add(ended(day), day, 1, solver);
    if (course.re_appointed) add(Figure::ended_re_appointed, day);
    take_from(day);
    if (is_accepted()) {
      effect.worked = Worked{day, *course.received_at, event.occurred_at, course.waited_minutes, solver};
    }
  }
  void operator()(const dossier::HandedOver&) {
    add(Figure::handed_over, today());
    close();
  }
  void operator()(const dossier::Extended& p) {
    course.re_appointed = true;
    course.due_day = day_of(p.due_at);
    add(Figure::re_appointed, today());
    if (course.stock == Figure::in_process) put_into(Figure::in_process, course.last_day);
  }
  void operator()(const dossier::StepAssigned&) {}
  void operator()(const dossier::StepTaken&) {}
  void operator()(const dossier::ScanAttached&) {}
  void operator()(const dossier::ResultAttached&) {}
  void operator()(const dossier::ForeignCodeAdded&) {}
  void operator()(const dossier::PrivateErased&) {}
  void operator()(const dossier::ExtensionProposed&) {}

  Figure ended(LocalDate day) const {
    switch (calendar::lateness(course.due_day, day)) {
      case calendar::Lateness::early:
        return Figure::early;
      case calendar::Lateness::on_time:
        return Figure::on_time;
      case calendar::Lateness::overdue:
        return Figure::overdue;
    }
    CHECK(false);
  }
};

struct Type {
  std::string_view name;
  dossier::Payload bare;
};
const std::vector<Type>& bare_types() {
  static const std::vector<Type> types{{"not_accepted", dossier::NotAccepted{}},
                                       {"supplement_requested", dossier::SupplementRequested{}},
                                       {"payment_requested", dossier::PaymentRequested{}},
                                       {"paused", dossier::Paused{}},
                                       {"withdrawn", dossier::Withdrawn{}},
                                       {"stopped", dossier::Stopped{}},
                                       {"finished", dossier::Finished{}},
                                       {"handed_over", dossier::HandedOver{}}};
  return types;
}

}  // namespace

Effect follow(Course& course, const dossier::Event& event, UtcOffset offset) {
  CHECK(event.version > course.version);
  Follow apply{course, event, offset};
  std::visit(apply, event.payload);
  course.version = event.version;
  return std::move(apply.effect);
}

bool needs_payload(std::string_view type) {
  constexpr std::array<std::string_view, 8> types{
      "submitted",           "taken_over",      "accepted", "step_completed",
      "supplement_received", "payment_settled", "resumed",  "extended"};
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool counts(std::string_view type) {
  const auto& bare = bare_types();
  return needs_payload(type) ||
         std::any_of(bare.begin(), bare.end(), [&](const Type& each) { return each.name == type; });
}

dossier::Payload bare_payload(std::string_view type) {
  for (const auto& each : bare_types()) {
    if (each.name == type) return each.bare;
  }
  CHECK(false);
}

}  // namespace motcua::ranking
