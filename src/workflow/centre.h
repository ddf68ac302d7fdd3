#pragma once
#include "identity/identity.h"
#include "workflow/centre_views.h"
#include "workflow/installation.h"
#include "workflow/period.h"

// What a centre's director sees: the work of now, what will be late and who can prevent it, and whose hours
// it was.
namespace motcua::workflow {

inline constexpr std::size_t foreseen_per_page = 100;

// The agency's day. `period` is "day", "week" or "month". Shows owners' names: the caller of this logs the
// access. Problems: workflow.period_unknown.
Expected<CentreView> centre_view(const Installation& installation, store::Reader& reader,
                                 const organisation::Unit& agency, std::string_view period,
                                 Language language);

// Every hour of the agency's dossiers within the period, by officer and office. Reads the events of each
// dossier that was open in it. Problems: workflow.period_unknown, calendar.before_first_day,
// calendar.after_last_day.
Expected<CentreHours> centre_hours(const Installation& installation, store::Reader& reader,
                                   const organisation::Unit& agency, std::string_view period,
                                   Language language);

}  // namespace motcua::workflow
