#include "intake/signature.h"

#include "base/text.h"
#include "intake/agency_head.h"

namespace motcua::intake {
namespace {

// "Phó Chủ tịch UBND xã" → "Phó Chủ tịch": the agency stands in the letter's head already.
std::string rank_of(std::string_view title) {
  for (const std::string_view agency : {" UBND", " Ủy ban", " Sở", " Trung tâm"}) {
    title = title.substr(0, title.find(agency));
  }
  return tidy(title);
}

// "Chủ tịch" of "Phó Chủ tịch"; nothing of a title that is no deputy's.
std::optional<std::string> head_of_deputy(const std::string& rank) {
  const auto space = rank.find(' ');
  if (space == std::string::npos || accented_key(rank.substr(0, space)) != accented_key("phó"))
    return std::nullopt;
  return rank.substr(space + 1);
}

bool same(const std::string& one, std::string_view other) { return accented_key(one) == accented_key(other); }

}  // namespace

std::vector<std::string> capacity(const Signatory& signer, const std::optional<Signatory>& covered,
                                  std::string_view agency_head) {
  const Signatory& right = covered ? *covered : signer;  // whose right to sign it is
  if (!right.heads) return {};
  const std::string rank = rank_of(signer.title), by_right = rank_of(right.title);
  const std::string head = head_of_deputy(by_right).value_or(by_right);
  std::vector<std::string> lines;
  if (right.in_office && !agency_head.empty() && !same(head, agency_head))
    lines.push_back("TL. " + upper_case(std::string(agency_head)));
  const auto deputy_of = head_of_deputy(rank);
  if (deputy_of && same(*deputy_of, head)) {
    lines.push_back("KT. " + upper_case(head));
  } else if (!same(rank, head)) {
    lines.push_back("TUQ. " + upper_case(head));
  }
  lines.push_back(upper_case(rank));
  return lines;
}

}  // namespace motcua::intake
