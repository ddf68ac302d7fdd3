#pragma once
#include <set>
#include <string>

#include "catalogue/catalogue.h"
#include "http/page.h"

namespace motcua::guide {

// "1 bản chính, 2 bản chụp"; empty when the paper is only shown.
std::string paper_counts(Language language, const catalogue::Paper& paper);
// The case in which it is needed, as a sentence; empty when always.
std::string paper_case(Language language, const catalogue::Paper& paper);
// "Chỉ đưa ra xem, trả lại ngay."; empty when it is handed in or the name says so already.
std::string paper_shown_note(Language language, const catalogue::Paper& paper);

// The names of a paper in a list of papers; its pictogram is added to `used`.
http::View paper_view(Language language, const catalogue::Paper& paper, std::set<std::string>& used);

}  // namespace motcua::guide
