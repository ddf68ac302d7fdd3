#include "workflow/dossier_view.h"

#include "base/check.h"
#include "workflow/acceptance.h"
#include "workflow/account.h"
#include "workflow/event_words.h"
#include "workflow/ledger.h"
#include "workflow/names.h"
#include "workflow/supplement.h"
#include "workflow/urgency.h"
#include "workflow/viewer.h"

namespace motcua::workflow {
namespace {

using dossier::State;

std::string text_of(const json::value& part, std::string_view field) {
  const auto* object = part.if_object();
  const auto* value = object == nullptr ? nullptr : object->if_contains(field);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

std::int64_t integer_of(const json::value& part, std::string_view field) {
  const auto* object = part.if_object();
  const auto* value = object == nullptr ? nullptr : object->if_contains(field);
  return value != nullptr && value->is_int64() ? value->as_int64() : 0;
}

// Builds one page; keeps what its parts share.
class Page {
 public:
  Page(const Installation& installation, store::Reader& reader, const identity::Caller& caller,
       const State& state, Language language)
      : office_(installation),
        reader_(reader),
        state_(state),
        language_(language),
        names_(reader),
        viewer_(viewer_of(caller, state)),
        version_(installation.shelf.current()->version(state.procedure + "/" +
                                                       std::to_string(state.catalogue_version))) {}

  DossierView make() {
    facts();
    people();
    promise();
    steps();
    papers();
    const auto events = office_.dossiers.events(reader_, state_.id);
    life(events);
    history(events);
    asked(events);
    acceptance();
    ledger(events);
    proposed_due(events);
    acts();
    return std::move(view_);
  }

 private:
  json::value private_part(std::int64_t version) {
    return office_.dossiers.private_part(reader_, state_.id, version).value_or(json::object());
  }

  NamedCode unit(const std::string& code) const {
    const auto* unit = office_.organisation.find(code);
    return {code, unit == nullptr ? code : unit->name.in(language_)};
  }

  std::string say(const std::string& id, const Params& params = {}) const {
    return message(language_, id, params);
  }

  void facts() {
    view_.id = state_.id;
    view_.code = state_.code;
    for (const auto& foreign : state_.foreign_codes)
      view_.foreign_codes.push_back({foreign.system, foreign.code});
    view_.version = state_.version;
    view_.status = static_cast<int>(state_.position.status);
    const bool paused = state_.position.halt == dossier::Halt::paused;
    view_.status_name =
        say(paused ? "status.paused" : "status." + std::string(dossier::name_of(state_.position.status)));
    view_.channel = catalogue::name_of(state_.channel);
    view_.procedure = {state_.procedure, version_ ? version_->name.in(language_) : state_.procedure};
    view_.unit = unit(state_.agencies.received);
    view_.solving_unit = unit(state_.agencies.solving);
    view_.return_by = state_.return_by == dossier::ReturnBy::post ? "post" : "counter";
    view_.erased = state_.erased;
    if (state_.received_at) {
      view_.fee =
          FeeView{state_.fee_dong, catalogue::money_in_words(state_.fee_dong, language_), state_.fee_paid};
    }
  }

  void people() {
    const auto submission = office_.dossiers.submission(reader_, state_.id);
    if (!submission) return;
    view_.applicant = submission->applicant;
    view_.submitter = submission->submitter;
    view_.content = submission->content;
    for (const auto& key : dossier::correctable_fields()) {
      const std::string field(key);
      view_.fields.push_back({field, say("field." + field), dossier::text_of_field(*submission, key)});
    }
  }

  void promise() {
    const auto& timetable = office_.timetables.of(state_.agencies.received);
    const Instant now = office_.clock.now();
    const Clocked clocked{state_.position.status, state_.position.halt, state_.due_now()};
    view_.state = name_of(urgency(clocked, now, timetable.offset()));
    view_.submitted_at = state_.submitted_at;
    view_.received_at = state_.received_at;
    view_.due_at = state_.due_at;
    view_.extended_at = state_.extended_at;
    view_.remaining_working_minutes = remaining_working_minutes(clocked, now, timetable);
    if (!state_.promise) return;
    view_.first_due_at = state_.promise->due_at;
    const auto limit = calendar::parse_limit(state_.promise->limit);
    view_.limit_text = limit ? calendar::describe(language_, *limit) : state_.promise->limit;
    for (const auto& day : state_.promise->explanation) {
      view_.explanation.push_back({day.date, day.kind, day.text.in(language_)});
    }
  }

  void holder(const dossier::StepState& step) {
    view_.step = NamedKey{step.key, say("step." + step.key)};
    if (!step.taken_by) return;
    const auto* post = names_.holder(*step.taken_by);
    view_.holder = HolderView{post == nullptr ? say("actor.unknown") : post->display_name,
                              post == nullptr ? "" : post->post.title, step.taken_at.value_or(Instant{})};
  }

  void steps() {
    const auto* current = dossier::is_final(state_.position) ? nullptr : state_.current_step();
    if (current != nullptr) holder(*current);
    for (const auto& step : state_.steps) {
      const auto owner = step.taken_by ? step.taken_by : step.given_to;
      StepView line{step.key,    say("step." + step.key), std::nullopt, "ahead",
                    step.due_at, step.taken_at,           step.done_at};
      if (owner) line.owner = names_.name(*owner);
      if (step.done_at) {
        line.status = "done";
      } else if (&step == current) {
        line.status = step.taken_by || !step.given_to ? "now" : "given";
      }
      view_.steps.push_back(std::move(line));
    }
  }

  ScanView scan(const dossier::ScanState& scan) {
    const auto part = private_part(scan.version);
    return {scan.scan, text_of(part, "name"), scan.media_type, integer_of(part, "bytes"), scan.pages};
  }

  // The papers handed in, then those with a scan only, then those of the catalogue that are asked for.
  void papers() {
    const auto add = [&](const std::string& id, const dossier::PaperCount& count) {
      const auto* paper = version_ ? version_->paper(id) : nullptr;
      PaperView line{id,
                     paper == nullptr ? id : paper->name.in(language_),
                     count.originals,
                     count.certified_copies,
                     count.photocopies,
                     paper != nullptr && paper->kind == catalogue::PaperKind::show,
                     false,
                     {}};
      const auto& asked = state_.asked_papers;
      line.asked = std::find(asked.begin(), asked.end(), id) != asked.end();
      for (const auto& each : state_.scans) {
        if (each.paper == id) line.scans.push_back(scan(each));
      }
      view_.papers.push_back(std::move(line));
    };
    const auto listed = [&](const std::string& id) {
      return std::any_of(view_.papers.begin(), view_.papers.end(),
                         [&](const PaperView& p) { return p.paper == id; });
    };
    for (const auto& count : state_.papers) add(count.paper, count);
    for (const auto& each : state_.scans) {
      if (!listed(each.paper)) add(each.paper, {each.paper, 0, 0, 0});
    }
    for (const auto& id : state_.asked_papers) {
      if (!listed(id)) add(id, {id, 0, 0, 0});
    }
    if (!state_.result) return;
    const auto file = scan(*state_.result);
    view_.result = ResultView{file.id, file.name, file.media_type, file.bytes, file.pages, state_.ended_at};
  }

  std::vector<AskedView> asked_in(const dossier::SupplementRequested& asked, std::int64_t version) {
    const auto reasons = reasons_of(private_part(version), asked.faults.size());
    std::vector<AskedView> lines;
    for (std::size_t i = 0; i < asked.faults.size(); ++i) {
      const auto& fault = asked.faults[i];
      lines.push_back({std::string(name_of(fault.kind)), fault.key,
                       name_of_asked(fault, version_.get(), language_), fault.basis, reasons.each[i]});
    }
    return lines;
  }

  // What is owed now: the last request, while it is unanswered.
  void asked(const std::vector<dossier::Event>& events) {
    if (state_.position.status != dossier::Status::supplement_requested) return;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
      const auto* asked = std::get_if<dossier::SupplementRequested>(&event->payload);
      if (asked == nullptr) continue;
      view_.asked = asked_in(*asked, event->version);
      return;
    }
  }

  void acceptance() {
    if (!state_.accept_by) return;
    view_.acceptance =
        AcceptanceView{*state_.accept_by, std::string(acceptance_of(state_, office_.clock.now())),
                       say("holder.nobody"), state_.received_at};
  }

  void ledger(const std::vector<dossier::Event>& events) {
    const auto name = [&](const std::optional<Uuid>& post) -> std::optional<std::string> {
      return post ? std::optional(names_.name(*post)) : std::nullopt;
    };
    for (const auto& each : hand_overs(events)) {
      HandOverView line{each.version,        say("step." + each.step),      {},
                        name(each.given_to), name(each.taken_by),           each.given_at,
                        each.taken_at,       std::string(name_of(each.end))};
      if (each.given_by) line.given_by = names_.name(*each.given_by, language_);
      view_.hand_overs.push_back(std::move(line));
    }
  }

  std::string agency(const Holder& holder) {
    if (!holder.agency.empty()) return unit(holder.agency).name;
    const auto named = text_of(private_part(holder.named_in), "agency");
    return named.empty() ? say("holder.agency") : named;
  }

  std::string name_of_holder(const Holder& holder) {
    switch (holder.kind) {
      case Holder::Kind::officer:
        return names_.name(holder.post.value());
      case Holder::Kind::agency:
        return agency(holder);
      case Holder::Kind::applicant:
      case Holder::Kind::nobody:
        return say("holder." + std::string(name_of(holder.kind)));
    }
    CHECK(false);
  }

  TenureView tenure(const Tenure& each, std::int64_t minutes) {
    const std::string kind(name_of(each.holder.kind));
    return {each.from,
            each.until,
            kind,
            name_of_holder(each.holder),
            each.handing_on     ? say("holder.handing_on")
            : each.step.empty() ? ""
                                : say("step." + each.step),
            each.clock_runs,
            false,
            minutes};
  }

  // Beyond the calendar no hour can be attributed: then there is no picture, rather than a wrong one.
  void life(const std::vector<dossier::Event>& events) {
    const auto& timetable = office_.timetables.of(state_.agencies.solving);
    const auto life = tenures(events, office_.clock.now());
    const auto minutes = working_minutes(life, timetable);
    if (life.empty() || !minutes) return;
    const Instant start = life.front().from;
    const auto days = axis_days(start, std::max(life.back().until, view_.due_at.value_or(start)), timetable);
    if (!days) return;
    LifeView picture;
    for (std::size_t i = 0; i < life.size(); ++i) {
      picture.tenures.push_back(tenure(life[i], (*minutes)[i]));
      picture.age_minutes += (*minutes)[i];
    }
    picture.tenures.back().open = !dossier::is_final(state_.position);
    if (state_.awaited) view_.awaits = picture.tenures.back().name;
    const auto minute = [&](std::optional<Instant> at) -> std::optional<std::int64_t> {
      if (!at) return std::nullopt;
      const auto worked = timetable.working_time_between(start, *at);
      if (!worked) return std::nullopt;
      return std::chrono::floor<std::chrono::minutes>(*worked).count();
    };
    picture.due_minute = minute(view_.due_at);
    picture.first_due_minute = minute(view_.first_due_at);
    for (const auto& day : *days) picture.days.push_back({day.date, day.minute, day.off});
    view_.life = std::move(picture);
  }

  void proposed_due(const std::vector<dossier::Event>& events) {
    if (!state_.proposed_due || dossier::is_final(state_.position)) return;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
      if (!std::holds_alternative<dossier::ExtensionProposed>(event->payload)) continue;
      view_.proposed_due = ProposedDueView{
          *state_.proposed_due, calendar::long_date_time(language_, *state_.proposed_due),
          text_of(private_part(event->version), "reason"), names_.name(event->actor, language_)};
      return;
    }
  }

  void history(const std::vector<dossier::Event>& events) {
    for (const auto& event : events) {
      HappenedView line{event.version,
                        event.occurred_at,
                        event_words(event, language_, [&](const Uuid& post) { return names_.name(post); }),
                        names_.name(event.actor, language_),
                        std::string(dossier::type_of(event.payload)),
                        std::nullopt,
                        {}};
      if (event.commitment && event.version > 1) {
        const auto part = private_part(event.version);
        for (const auto* field : {"note", "reason"}) {
          if (auto text = text_of(part, field); !text.empty()) line.remark = std::move(text);
        }
      }
      if (const auto* asked = std::get_if<dossier::SupplementRequested>(&event.payload)) {
        line.asked = asked_in(*asked, event.version);
      }
      view_.history.push_back(std::move(line));
    }
  }

  void acts() {
    const auto next = next_act(state_, viewer_);
    const Instant now = office_.clock.now();
    for (const Act act : all_acts()) {
      if (act == Act::erase && !viewer_.erases)
        continue;  // the office's daily page is no place to learn of it
      const Verdict verdict = judge(state_, act, viewer_, now);
      if (verdict.allowed) {
        view_.acts.push_back({std::string(name_of(act)), act == next});
        continue;
      }
      view_.blocked.push_back({std::string(name_of(act)), problem_message(language_, {verdict.reason}),
                               verdict.cure ? say("act." + std::string(name_of(*verdict.cure))) : ""});
    }
  }

  const Installation& office_;
  store::Reader& reader_;
  const State& state_;
  const Language language_;
  Names names_;
  const Viewer viewer_;
  const catalogue::VersionRef version_;
  DossierView view_;
};

}  // namespace

DossierView dossier_view(const Installation& installation, store::Reader& reader,
                         const identity::Caller& caller, const State& state, Language language) {
  return Page(installation, reader, caller, state, language).make();
}

Acted acted(const Installation& installation, const State& state) {
  const Clocked clocked{state.position.status, state.position.halt, state.due_now()};
  const UtcOffset offset = installation.organisation.province().offset;
  return {state.version, static_cast<int>(state.position.status),
          std::string(name_of(urgency(clocked, installation.clock.now(), offset)))};
}

}  // namespace motcua::workflow
