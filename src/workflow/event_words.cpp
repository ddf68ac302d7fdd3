#include "workflow/event_words.h"

#include "calendar/calendar.h"

namespace motcua::workflow {
namespace {

// The step and the one it went to, a date, a code: where the event has them.
Params params_of(const dossier::Event& event, Language language,
                 const std::function<std::string(const Uuid& post)>& name) {
  const auto step = [&](const std::string& key) { return message(language, "step." + key); };
  if (const auto* given = std::get_if<dossier::StepAssigned>(&event.payload))
    return {{"step", step(given->step)}, {"to", name(given->to)}};
  if (const auto* taken = std::get_if<dossier::StepTaken>(&event.payload))
    return {{"step", step(taken->step)}};
  if (const auto* done = std::get_if<dossier::StepCompleted>(&event.payload))
    return {{"step", step(done->step)}};
  if (const auto* foreign = std::get_if<dossier::ForeignCodeAdded>(&event.payload))
    return {{"code", foreign->code}};
  if (const auto* over = std::get_if<dossier::TakenOver>(&event.payload))
    return {{"source", over->source}, {"code", over->foreign_code}};
  if (const auto* proposed = std::get_if<dossier::ExtensionProposed>(&event.payload))
    return {{"due", calendar::long_date_time(language, proposed->due_at)}};
  if (const auto* extended = std::get_if<dossier::Extended>(&event.payload))
    return {{"due", calendar::long_date_time(language, extended->due_at)}};
  return {};
}

std::string id_of(const dossier::Event& event) {
  const auto* done = std::get_if<dossier::StepCompleted>(&event.payload);
  const bool returned = done != nullptr && done->returned;
  return returned ? "event.step_returned" : "event." + std::string(dossier::type_of(event.payload));
}

}  // namespace

std::string event_words(const dossier::Event& event, Language language,
                        const std::function<std::string(const Uuid& post)>& name) {
  return message(language, id_of(event), params_of(event, language, name));
}

}  // namespace motcua::workflow
