#include "catalogue/paper_counts.h"

#include "base/text.h"

namespace motcua::catalogue {

namespace {

constexpr long long largest_count = 9;

bool plausible(long long count) { return count >= 0 && count <= largest_count; }

}  // namespace

PaperCounts read_paper_counts(long long originals, long long copies, std::string_view name) {
  if (!plausible(originals) || !plausible(copies)) return {0, 0, 0, "count_implausible"};
  PaperCounts counts;
  counts.originals = static_cast<int>(originals);
  const std::string key = search_key(name);
  const bool certified =
      key.find("chung thuc") != std::string::npos || key.find("cong chung") != std::string::npos;
  (certified ? counts.certified_copies : counts.photocopies) = static_cast<int>(copies);
  return counts;
}

RowKind kind_of_row(std::string_view group, std::string_view name, long long originals, long long copies) {
  if (search_key(group).starts_with("luu y")) return RowKind::note;
  if (originals != 0 || copies != 0) return RowKind::paper;
  const std::string_view text = trim(name);
  if (text.ends_with(':') || search_key(text).starts_with("luu y")) return RowKind::note;
  return RowKind::doubtful_note;
}

}  // namespace motcua::catalogue
