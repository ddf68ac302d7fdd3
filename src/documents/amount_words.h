#pragma once
#include <cstdint>
#include <string>

namespace motcua::documents {

// A sum of money as Vietnamese fee receipts write it: 150000 → "một trăm năm mươi nghìn đồng". Rules in
// amount_words_cases.tsv (lẻ, mốt, tư, lăm, không trăm). Precondition (CHECK): dong >= 0.
std::string amount_in_words(std::int64_t dong);

// The same in figures: 150000 → "150.000". Precondition (CHECK): dong >= 0.
std::string amount_in_figures(std::int64_t dong);

}  // namespace motcua::documents
