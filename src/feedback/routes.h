#pragma once
#include "base/clock.h"
#include "feedback/store.h"
#include "guide/guide.h"
#include "http/router.h"

namespace motcua::feedback {

// What pages and routes are made from; each must outlive the router.
struct Lower {
  guide::Site site;
  const Clock& clock;
  Random& random;
  const organisation::Organisation& organisation;
  const catalogue::Shelf& shelf;
  Inbox& inbox;
};

// Public: GET and POST /gop-y, GET /gop-y/da-nhan. With feedback.work, each inside the unit of its post:
// GET /api/feedback, POST /api/feedback/{id}/state.
void add_routes(http::Router& router, const Lower& lower);

}  // namespace motcua::feedback
