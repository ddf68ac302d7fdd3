#pragma once
#include <map>
#include <string>

#include "calendar/calendar.h"
#include "catalogue/catalogue.h"
#include "guide/cases.h"
#include "guide/life_events.h"
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

// In the query when the form of cases was sent, perhaps with none ticked.
inline constexpr const char* cases_were_said = "chon";
// "?chon=1&th2=1": the ticked cases of a query, for another page of the same procedure; empty when not said.
std::string query_of_cases(const std::map<std::string, std::string>& query);

// "trong ngày" → "Trong ngày".
std::string with_capital(std::string_view text);

// Guidance may run to paragraphs; a page opens with the first.
std::string first_paragraph(const std::string& text);
// "Mang theo 3 thứ", or that it depends, or that nobody knows.
std::string papers_title(Language language, const catalogue::ProcedureVersion& procedure,
                         const PapersForCase& answer);
// The key of the pictogram of a life event; of a form when there is no event.
std::string picture_of(const LifeEvent* event);
std::string place_text(Language language, const catalogue::ProcedureVersion& procedure);
// By which decision, in force from when.
std::string stamp_text(Language language, const catalogue::ProcedureVersion& procedure);

// The names that guide/pages/procedure.html adds to those of frame().
http::View procedure_view(const catalogue::ProcedureVersion& procedure, const ProcedureAsked& asked);

// The names of an office in a page: name, seat, hours, open or not.
http::View commune_view(Language language, Instant now, const calendar::Timetable& timetable,
                        const organisation::Organisation& organisation, const organisation::Unit& commune);

}  // namespace motcua::guide
