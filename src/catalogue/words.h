#pragma once
#include <string>

#include "catalogue/snapshot.h"
#include "catalogue/version.h"

namespace motcua::catalogue {

// "3 ngày làm việc", "trong ngày".
std::string limit_in_words(const calendar::Limit& limit, Language language);
// The same for a channel; without a limit the source's text, said to be unconfirmed.
std::string limit_in_words(const ChannelTerms& terms, Language language);
// "150.000 đ" and "150,000 VND"; 0: "Không mất tiền".
std::string money_in_words(std::int64_t amount_vnd, Language language);
// "Lệ phí đăng ký: 10.000 đ mỗi trang"; without an amount it says that the office will tell.
std::string fee_in_words(const Fee& fee, Language language);
// All fees of a channel, separated by "; ".
std::string fees_in_words(const ChannelTerms& terms, Language language);
// Why a fact waits for a person, as a sentence.
std::string why_in_words(const NeedsPerson& fact, Language language);
// Why a search found it, as a sentence: what people say, the words that fit, or the code.
std::string why_in_words(const Catalogue::Match& match, Language language);

}  // namespace motcua::catalogue
