#pragma once
// Who holds a dossier, what may be done to it now, and until when. What each part promises stands in its
// header.
#include "workflow/account.h"
#include "workflow/act.h"
#include "workflow/bodies.h"
#include "workflow/decide.h"
#include "workflow/dossier_view.h"
#include "workflow/installation.h"
#include "workflow/perform.h"
#include "workflow/plan.h"
#include "workflow/routes.h"
#include "workflow/tally.h"
#include "workflow/timetables.h"
#include "workflow/urgency.h"
#include "workflow/viewer.h"
#include "workflow/views.h"
