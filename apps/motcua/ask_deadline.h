#pragma once
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "calendar/calendar.h"

namespace motcua::app {

// motcua deadline --limit TEXT --received TIME [--pause FROM/TO]… [--unit CODE] [--calendar FILE] [--json]
//                 [--lang vi|en]
struct DeadlineQuestion {
  std::string limit;                     // see calendar::parse_limit
  std::string received;                  // ISO 8601; without a zone the province's time
  std::vector<std::string> pauses = {};  // "FROM/TO", each as `received`
  bool json = false;
  Language language = Language::vi;
  std::optional<calendar::Hours> hours = {};  // of the unit asked for; else the default hours
  std::string calendar_file = {};             // a table of days off to be tried; else the one that ships
};

// Exit code: 0 answered; 1 the calendar cannot answer or cannot be, or the pauses (handbook section 5); 2
// limit, time of reception or a pause unreadable. With --json `out` gets {"due": instant or null,
// "explanation":
// [{"date","kind","text"}], "account": [{"from","to","holder","working_minutes"}]}, on exit 1 {"problems":
// [{"code","field","text"}]}. The due date is that of the promise, shifted by the pauses; the account divides
// the time from reception to it, or to the end of a later pause, between "office" (the clock runs) and
// "paused".
int ask_deadline(const DeadlineQuestion& question, std::ostream& out, std::ostream& err);

}  // namespace motcua::app
