#pragma once
// What an applicant may see of a dossier, and who may see it. What each part promises stands in its header.
#include "tracking/dossier_source.h"
#include "tracking/routes.h"
#include "tracking/tracked.h"
