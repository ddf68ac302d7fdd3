#include "workflow/supplement.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace motcua::workflow {
namespace {

using dossier::FaultKind;

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::string name_of_paper(const std::string& key, const catalogue::ProcedureVersion* version,
                          Language language) {
  const auto* paper = version == nullptr ? nullptr : version->paper(key);
  return paper == nullptr ? key : paper->name.in(language);
}

std::string name_of_field(const std::string& key, Language language) {
  return dossier::is_correctable(key) ? message(language, "field." + key) : key;
}

// A paper that is only shown is not counted, so it cannot be missing by its count.
bool brought(const std::vector<dossier::PaperCount>& papers, const std::string& key, bool shown_only) {
  return std::any_of(papers.begin(), papers.end(), [&](const dossier::PaperCount& each) {
    return each.paper == key && (shown_only || each.originals + each.certified_copies + each.photocopies > 0);
  });
}

}  // namespace

std::string_view name_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::missing_paper:
      return "missing_paper";
    case FaultKind::fault_in_paper:
      return "fault_in_paper";
    case FaultKind::fault_in_field:
      return "fault_in_field";
  }
  CHECK(false);
}

std::string name_of_asked(const dossier::AskedFault& fault, const catalogue::ProcedureVersion* version,
                          Language language) {
  return fault.kind == FaultKind::fault_in_field ? name_of_field(fault.key, language)
                                                 : name_of_paper(fault.key, version, language);
}

Expected<void> check_faults(const std::vector<WrittenFault>& faults,
                            const catalogue::ProcedureVersion* version, Language language) {
  Problems wrong;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const dossier::AskedFault& fault = faults[i].fault;  // no binding: clang 14 lets no lambda capture one
    const std::string& reason = faults[i].reason;
    const std::string place = fmt::format("/faults/{}", i);
    const bool of_a_field = fault.kind == FaultKind::fault_in_field;
    const bool known = of_a_field ? dossier::is_correctable(fault.key)
                                  : version != nullptr && version->paper(fault.key) != nullptr;
    if (!known) {
      wrong.push_back({of_a_field ? "workflow.field_unknown" : "workflow.paper_unknown",
                       place + "/key",
                       {{"name", fault.key}}});
    }
    const auto same = [&](const WrittenFault& other) {
      return other.fault.key == fault.key && (other.fault.kind == FaultKind::fault_in_field) == of_a_field;
    };
    const auto here = faults.begin() + static_cast<std::ptrdiff_t>(i);
    if (known && std::any_of(faults.begin(), here, same)) {
      wrong.push_back(
          {"workflow.fault_twice", place + "/key", {{"name", name_of_asked(fault, version, language)}}});
    }
    if (fault.kind != FaultKind::missing_paper && trim(reason).empty()) {
      wrong.push_back({"workflow.fault_reason_missing",
                       place + "/reason",
                       {{"name", name_of_asked(fault, version, language)}}});
    }
  }
  if (!wrong.empty()) return refuse(std::move(wrong));
  return {};
}

Expected<void> check_supplement(const dossier::State& state, const std::vector<dossier::PaperCount>& papers,
                                const std::vector<GivenField>& fields,
                                const catalogue::ProcedureVersion* version, Language language) {
  Problems wrong;
  const auto& [asked_papers, asked_fields] = std::tie(state.asked_papers, state.asked_fields);
  const bool asked_in_words_alone = asked_papers.empty() && asked_fields.empty();
  for (std::size_t i = 0; i < papers.size() && !asked_in_words_alone; ++i) {
    if (contains(asked_papers, papers[i].paper)) continue;
    wrong.push_back({"workflow.paper_not_asked",
                     fmt::format("/papers/{}/paper", i),
                     {{"name", name_of_paper(papers[i].paper, version, language)}}});
  }
  std::vector<std::string> given;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto fault = [&](const char* code) {
      wrong.push_back(
          {code, fmt::format("/fields/{}/field", i), {{"name", name_of_field(fields[i].field, language)}}});
    };
    if (!contains(asked_fields, fields[i].field)) fault("workflow.field_not_asked");
    if (contains(given, fields[i].field)) fault("workflow.field_twice");
    given.push_back(fields[i].field);
  }
  for (const auto& key : asked_papers) {
    const auto* paper = version == nullptr ? nullptr : version->paper(key);
    const bool shown_only = paper != nullptr && paper->kind == catalogue::PaperKind::show;
    if (brought(papers, key, shown_only)) continue;
    wrong.push_back(
        {"workflow.supplement_incomplete", "/papers", {{"name", name_of_paper(key, version, language)}}});
  }
  for (const auto& key : asked_fields) {
    if (contains(given, key)) continue;
    wrong.push_back({"workflow.field_incomplete", "/fields", {{"name", name_of_field(key, language)}}});
  }
  if (!wrong.empty()) return refuse(std::move(wrong));
  return {};
}

Expected<dossier::Submission> corrected(dossier::Submission submission,
                                        const std::vector<GivenField>& fields) {
  Problems wrong;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto put = dossier::correct(submission, fields[i].field, trim(fields[i].text));
    if (put) continue;
    for (auto problem : put.error()) {
      problem.field = fmt::format("/fields/{}/text", i);
      wrong.push_back(std::move(problem));
    }
  }
  if (!wrong.empty()) return refuse(std::move(wrong));
  return submission;
}

SupplementReasons reasons_of(const json::value& private_part, std::size_t faults) {
  SupplementReasons reasons;
  reasons.each.resize(faults);
  const auto* part = private_part.if_object();
  if (part == nullptr) return reasons;
  if (const auto* whole = part->if_contains("reason"); whole != nullptr && whole->is_string()) {
    reasons.whole = std::string(whole->as_string());
  }
  const auto* each = part->if_contains("reasons");
  const auto* list = each == nullptr ? nullptr : each->if_array();
  for (std::size_t i = 0; list != nullptr && i < list->size() && i < faults; ++i) {
    if ((*list)[i].is_string()) reasons.each[i] = std::string((*list)[i].as_string());
  }
  return reasons;
}

}  // namespace motcua::workflow
