#include "intake/paper_rule.h"

#include <set>

namespace motcua::intake {
namespace {

using catalogue::Paper;
using catalogue::PaperKind;
using dossier::PaperCount;

int handed_in(const PaperCount& count) {
  return count.originals + count.certified_copies + count.photocopies;
}
int asked_for(const Paper& paper) { return paper.originals + paper.certified_copies + paper.photocopies; }

const PaperCount* given(const std::vector<PaperCount>& papers, const std::string& id) {
  const auto found =
      std::find_if(papers.begin(), papers.end(), [&](const PaperCount& each) { return each.paper == id; });
  return found == papers.end() || handed_in(*found) == 0 ? nullptr : &*found;
}

void check_given(const Paper& paper, const PaperCount& count, const std::string& field, Language language,
                 Problems& warnings) {
  const std::string& name = paper.name.in(language);
  const int asked = asked_for(paper), handed = handed_in(count);
  if (handed == 0) return;
  if (paper.kind == PaperKind::show) {
    warnings.push_back({"intake.paper_only_shown", field, {{"paper", name}}});
  } else if (asked > 0 && handed != asked) {
    warnings.push_back(
        {handed > asked ? "intake.paper_more" : "intake.paper_fewer",
         field,
         {{"paper", name}, {"asked", std::to_string(asked)}, {"given", std::to_string(handed)}}});
  }
}

void check_missing(const Paper& paper, Language language, Problems& faults, Problems& warnings) {
  if (paper.kind == PaperKind::show) return;
  const std::string& name = paper.name.in(language);
  if (paper.when) {
    warnings.push_back(
        {"intake.paper_in_case", "/papers", {{"paper", name}, {"when", paper.when->in(language)}}});
  } else {
    faults.push_back({"intake.paper_missing", "/papers", {{"paper", name}, {"id", paper.id}}});
  }
}

}  // namespace

void check_papers(const catalogue::ProcedureVersion& version, const std::vector<PaperCount>& papers,
                  Language language, Problems& faults, Problems& warnings) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < papers.size(); ++i) {
    const std::string field = "/papers/" + std::to_string(i);
    const Paper* paper = version.paper(papers[i].paper);
    if (paper == nullptr) {
      faults.push_back({"intake.paper_unknown", field + "/paper", {{"paper", papers[i].paper}}});
    } else if (!seen.insert(paper->id).second) {
      faults.push_back({"intake.paper_twice", field + "/paper", {{"paper", paper->name.in(language)}}});
    } else {
      check_given(*paper, papers[i], field, language, warnings);
    }
  }
  for (const Paper& paper : version.papers) {
    if (given(papers, paper.id) == nullptr) check_missing(paper, language, faults, warnings);
  }
}

}  // namespace motcua::intake
