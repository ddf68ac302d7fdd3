#pragma once
#include "http/page.h"
#include "tracking/tracked.h"

namespace motcua::tracking {

// The names that tracking/pages/dossier.html adds to those of guide::frame. Without `trusted` nothing of
// `confidential` is read.
http::View dossier_view(Language language, const TrackedDossier& dossier, bool trusted);

// "48 phút", "1 ngày 2 giờ": working time; a day is eight working hours (handbook section 5).
std::string working_time_text(Language language, long minutes);

}  // namespace motcua::tracking
