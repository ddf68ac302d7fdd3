#pragma once
#include "base/clock.h"
#include "base/crypto.h"
#include "guide/guide.h"
#include "http/router.h"
#include "tracking/tracked.h"

namespace motcua::tracking {

// What the pages are made from; references must outlive the router.
struct Lower {
  guide::Site site;
  const Clock& clock;
  const TrackingSource& source;
  SecretKey key;  // of the installation, used for nothing else
};

// GET /tra-cuu, GET and POST /tra-cuu/{code}, GET /t/{code}/{secret}, GET /api/tracking/{code}; public, never
// kept anywhere.
//
// By code alone: stages and dates. With the secret, given in the form or by the receipt's QR code, a cookie
// for this page alone opens the rest for half an hour. Five wrong secrets an hour for a code, thirty lookups
// in ten minutes for an address; then 429 with Retry-After.
void add_routes(http::Router& router, const Lower& lower);

}  // namespace motcua::tracking
