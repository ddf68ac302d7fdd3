#pragma once
#include <string>

#include "base/message.h"
#include "base/time.h"

namespace motcua::calendar {

// "Thứ Năm 26/11/2026": how a date is said to a citizen.
std::string long_date(Language language, LocalDate date);
// "Thứ Năm 26/11/2026, 09:42"; seconds are left out.
std::string long_date_time(Language language, Instant instant, UtcOffset offset = province_offset);

}  // namespace motcua::calendar
