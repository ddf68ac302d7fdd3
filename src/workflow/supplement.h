#pragma once
#include <string>
#include <vector>

#include "base/expected.h"
#include "catalogue/catalogue.h"
#include "dossier/dossier.h"

namespace motcua::workflow {

// A fault as the officer writes it down: what is public, and why in words.
struct WrittenFault {
  dossier::AskedFault fault;
  std::string reason;
};

// What of a field the applicant gives anew.
struct GivenField {
  std::string field;
  std::string text;
};

// May these faults be asked for? Only papers that the procedure's version lists and fields that can be put
// right (dossier::correctable_fields), each once, a fault in something with its reason. `version` is null
// when the procedure is gone: then no paper is known. Problems, all at once, at /faults/i/key or
// /faults/i/reason: workflow.paper_unknown, workflow.field_unknown, workflow.fault_twice,
// workflow.fault_reason_missing. Source: handbook section 4, one request for all faults (NĐ 118/2025).
Expected<void> check_faults(const std::vector<WrittenFault>& faults,
                            const catalogue::ProcedureVersion* version, Language language);

// May this come in? All of what was asked for and nothing else: only that was reopened. A request recorded
// before faults were tied to papers may have asked in words alone; then papers of any kind come in. Problems,
// all at once: workflow.paper_not_asked at /papers/i/paper, workflow.field_not_asked at /fields/i/field,
// workflow.field_twice, workflow.supplement_incomplete at /papers and workflow.field_incomplete at /fields.
Expected<void> check_supplement(const dossier::State& state, const std::vector<dossier::PaperCount>& papers,
                                const std::vector<GivenField>& fields,
                                const catalogue::ProcedureVersion* version, Language language);

// The application as it stands after the fields were put right. Problems: those of the field's description,
// at /fields/i/text.
Expected<dossier::Submission> corrected(dossier::Submission submission,
                                        const std::vector<GivenField>& fields);

// What the officer wrote with a request: of the whole, and one reason for each of `faults`.
struct SupplementReasons {
  std::string whole;
  std::vector<std::string> each;
};
SupplementReasons reasons_of(const json::value& private_part, std::size_t faults);

// "Tờ khai đăng ký khai sinh", "Địa chỉ": what a fault is about, in words.
std::string name_of_asked(const dossier::AskedFault& fault, const catalogue::ProcedureVersion* version,
                          Language language);
// "missing_paper"; also the end of its message id "fault.missing_paper".
std::string_view name_of(dossier::FaultKind kind);

}  // namespace motcua::workflow
