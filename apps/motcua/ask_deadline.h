#pragma once
#include <iosfwd>
#include <optional>
#include <string>

#include "base/message.h"
#include "calendar/calendar.h"

namespace motcua::app {

// motcua deadline --limit TEXT --received TIME [--unit CODE] [--json] [--lang vi|en]
struct DeadlineQuestion {
  std::string limit;     // see calendar::parse_limit
  std::string received;  // ISO 8601; without a zone the province's time
  bool json = false;
  Language language = Language::vi;
  std::optional<calendar::Hours> hours = {};            // of the unit asked for; else the default hours
  std::optional<calendar::WorkCalendar> calendar = {};  // of the installation; else the one that ships
};

// Exit code: 0 answered; 1 the calendar cannot answer; 2 limit or time of reception unreadable. With --json
// `out` gets {"due": instant or null, "explanation": [{"date","kind","text"}]}, on exit 1 {"problems":
// [{"code","text"}]}.
int ask_deadline(const DeadlineQuestion& question, std::ostream& out, std::ostream& err);

}  // namespace motcua::app
