#pragma once
#include <string>
#include <string_view>

#include "base/clock.h"
#include "catalogue/catalogue.h"
#include "guide/site.h"
#include "http/router.h"
#include "organisation/organisation.h"
#include "workflow/workflow.h"

namespace motcua::guide {

class Unanswered;

// What the pages are made from; each must outlive the router.
struct Lower {
  Site site;
  const Clock& clock;
  const organisation::Organisation& organisation;
  const catalogue::Shelf& shelf;
  const workflow::Timetables& timetables;
  Unanswered* unanswered = nullptr;  // where questions that found nothing are counted; null: nowhere
};

// /  /tim  /hoi  /thu-tuc  /thu-tuc/{code}  /thu-tuc/{code}/giay-to  /linh-vuc/{sector}  /viec/{event}
// /xa/{code} /chon-xa  /hien-thi  /public.css, and the posters of poster_routes.h, all public.
void add_routes(http::Router& router, const Lower& lower);

// Error pages in the look of the public pages, for Router::set_error_page.
std::string error_page(const Site& site, const Problems& problems, Language language,
                       std::string_view incident);

}  // namespace motcua::guide
