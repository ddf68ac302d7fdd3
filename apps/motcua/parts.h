#pragma once
// What compose puts together; seen by the demo and the tests, which act through the same commands as people.
#include "catalogue/catalogue.h"
#include "documents/documents.h"
#include "dossier/dossier.h"
#include "feedback/feedback.h"
#include "guide/guide.h"
#include "http/rate_limits.h"
#include "identity/identity.h"
#include "intake/intake.h"
#include "motcua/compose.h"
#include "organisation/organisation.h"
#include "ranking/ranking.h"
#include "result/result.h"
#include "store/jobs.h"
#include "tracking/tracking.h"
#include "workflow/workflow.h"

namespace motcua::app {

class ErasureRegister;

// In the order of src/layers.txt: each part uses those above it.
struct Program::Parts {
  Parts(const ProgramOptions& options, const Clock& clock, Random& random);
  ~Parts();

  DataDirectory directory;
  std::unique_ptr<store::Store> store;
  store::Jobs jobs;  // serve starts them
  Readiness readiness;
  http::Metrics metrics;
  http::Router router;
  organisation::Organisation organisation;
  identity::Identity identity;
  catalogue::Shelf shelf;
  dossier::Dossiers dossiers;
  documents::BlobStore blobs;
  documents::Scans scans;
  std::unique_ptr<ErasureRegister> erasures;
  int erased_again = 0;  // came back with a restored database
  workflow::Timetables timetables;
  workflow::Installation installation;
  http::RateLimits rate_limits;
  guide::Unanswered unanswered;
  guide::Lower guide;
  feedback::Inbox inbox;
  feedback::Lower feedback;
  tracking::DossierSource tracked;
  tracking::Lower tracking;
  ranking::Counting counting;
  ranking::Projection figures;
};

}  // namespace motcua::app
