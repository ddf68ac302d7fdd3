#pragma once
#include <map>
#include <string>

#include "calendar/calendar.h"
#include "catalogue/catalogue.h"
#include "http/page.h"
#include "organisation/organisation.h"

namespace motcua::guide {

// Who looks at a procedure's page, when and from where.
struct ProcedureAsked {
  Language language = Language::vi;
  Instant now;
  const calendar::Timetable& timetable;
  const organisation::Organisation& organisation;
  const organisation::Unit* commune = nullptr;  // chosen and remembered; null when not
  std::map<std::string, std::string> ticked;    // cases, by field name
  std::string base_url;                         // for the QR code; empty: none
};

// "Thủ tục đăng ký khai sinh" → "Đăng ký khai sinh": how people say it.
std::string spoken_name(Language language, const catalogue::ProcedureVersion& procedure);

// The names that guide/pages/procedure.html adds to those of frame().
http::View procedure_view(const catalogue::ProcedureVersion& procedure, const ProcedureAsked& asked);

// The names of an office in a page: name, seat, hours, open or not.
http::View commune_view(Language language, Instant now, const calendar::Timetable& timetable,
                        const organisation::Organisation& organisation, const organisation::Unit& commune);

}  // namespace motcua::guide
