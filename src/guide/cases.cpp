#include "guide/cases.h"

#include <algorithm>

namespace motcua::guide {

PapersForCase papers_for(Language language, const catalogue::ProcedureVersion& procedure,
                         const std::map<std::string, std::string>& ticked) {
  PapersForCase answer;
  std::vector<std::string> keys;
  for (const auto& paper : procedure.papers) {
    if (!paper.when) {
      answer.needed.push_back(&paper);
      continue;
    }
    auto known = std::find(keys.begin(), keys.end(), paper.when->vi);
    if (known == keys.end()) {
      keys.push_back(paper.when->vi);
      known = keys.end() - 1;
      const auto field = "th" + std::to_string(keys.size());
      answer.cases.push_back({paper.when->in(language), field, ticked.contains(field)});
    }
    const bool chosen = answer.cases[static_cast<std::size_t>(known - keys.begin())].chosen;
    (chosen ? answer.needed : answer.not_needed).push_back(&paper);
  }
  return answer;
}

}  // namespace motcua::guide
