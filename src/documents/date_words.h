#pragma once
#include <string>

#include "base/time.h"

namespace motcua::documents {

// Dates as official forms write them. Days below 10 and months 1 and 2 carry a leading zero, so that nothing
// can be written in front of them (NĐ 30/2020, Annex I). Cases in date_words_cases.tsv.
std::string date_in_words(LocalDate date);     // "ngày 26 tháng 11 năm 2026"
std::string weekday_in_words(LocalDate date);  // "Thứ Năm"
std::string time_in_words(LocalTime time);     // "09 giờ 42 phút"; seconds are dropped
// "09 giờ 42 phút, ngày 20 tháng 11 năm 2026"
std::string moment_in_words(LocalTime time);
// "09 giờ 42 phút, Thứ Năm ngày 26 tháng 11 năm 2026"
std::string moment_with_weekday(LocalTime time);

}  // namespace motcua::documents
