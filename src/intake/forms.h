#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/expected.h"
#include "calendar/calendar.h"
#include "documents/documents.h"
#include "workflow/workflow.h"

namespace motcua::intake {

// Forms 02 to 06 of TT 03/2025/TT-VPCP, Annex I, and two sheets that no act prescribes: the processing sheet
// and the hand-over slip of results (handbook section 2). Number, act and title depend on the day:
// form_version.h.
enum class Form { supplement, refusal, extension, stop, control, processing, result_slip };
const std::vector<Form>& all_forms();

std::string_view name_of(Form form);  // "supplement"
std::optional<Form> form_of(std::string_view name);

// What the forms are filled from.
struct FormSources {
  const organisation::Organisation& organisation;
  const calendar::Timetable& timetable;  // of the solving agency
  const std::vector<dossier::Event>& events;
  const dossier::Submission& submission;
  const catalogue::ProcedureVersion& version;
  std::function<std::string(const Uuid& post)> officer;  // name; "" when unknown
  std::function<std::optional<identity::Post>(const Uuid& post)> post;
  std::function<json::value(std::int64_t version)> private_part;  // of an event; an object, empty without one
  Instant now;
};

// The form about the last event it is for: 02 the last request for papers, 03 the refusal, 04 the last
// proposal of a new due date, 05 the stop or the withdrawal after acceptance; 06 and the processing sheet
// always, up to now; the slip once the result is approved. Problems: intake.form_not_due when there is no
// such event.
Expected<documents::Letter> fill(Form form, const FormSources& from);

}  // namespace motcua::intake
