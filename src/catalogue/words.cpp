#include "catalogue/words.h"

#include "base/message.h"

namespace motcua::catalogue {

std::string limit_in_words(const calendar::Limit& limit, Language language) {
  return calendar::describe(language, limit);
}

std::string limit_in_words(const ChannelTerms& terms, Language language) {
  if (terms.limit) return limit_in_words(*terms.limit, language);
  if (terms.limit_text.empty()) return message(language, "catalogue.limit_unknown");
  return message(language, "catalogue.limit_unconfirmed", {{"text", terms.limit_text}});
}

std::string money_in_words(std::int64_t amount_vnd, Language language) {
  CHECK(amount_vnd >= 0);
  if (amount_vnd == 0) return message(language, "catalogue.free");
  std::string figures = std::to_string(amount_vnd);
  for (std::size_t at = figures.size(); at > 3; at -= 3)
    figures.insert(at - 3, language == Language::vi ? "." : ",");
  return message(language, "catalogue.money", {{"amount", figures}});
}

std::string fee_in_words(const Fee& fee, Language language) {
  std::string words;
  if (!fee.amount_vnd) {
    words = message(language, "catalogue.fee_unconfirmed");
  } else if (*fee.amount_vnd == 0 || fee.per.vi.empty()) {
    words = money_in_words(*fee.amount_vnd, language);
  } else {
    words = message(language, "catalogue.fee_per",
                    {{"money", money_in_words(*fee.amount_vnd, language)}, {"per", fee.per.in(language)}});
  }
  return fee.name.vi.empty() ? words : fee.name.in(language) + ": " + words;
}

std::string fees_in_words(const ChannelTerms& terms, Language language) {
  if (terms.fees.empty()) return message(language, "catalogue.fee_unconfirmed");
  std::string words;
  for (const Fee& fee : terms.fees) words += (words.empty() ? "" : "; ") + fee_in_words(fee, language);
  return words;
}

std::string why_in_words(const NeedsPerson& fact, Language language) {
  const std::string id = "catalogue.why." + fact.why;
  return has_message(id) ? message(language, id) : message(language, "catalogue.why.other");
}

std::string why_in_words(const Catalogue::Match& match, Language language) {
  const auto said = [&](std::string_view id) { return message(language, id, {{"words", match.words}}); };
  switch (match.why) {
    case Why::code:
      return said("catalogue.search.why.code");
    case Why::said:
      return said("catalogue.search.why.said");
    case Why::name:
    case Why::english_name:
      return said("catalogue.search.why.name");
    case Why::answer:
      return said("catalogue.search.why.answer");
  }
  return {};
}

}  // namespace motcua::catalogue
