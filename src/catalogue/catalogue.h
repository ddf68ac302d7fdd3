#pragma once
// Procedures and their versions: papers, fees, limits, steps. What each part promises stands in its header.
#include "catalogue/channel_text.h"
#include "catalogue/fee_text.h"
#include "catalogue/limit_text.h"
#include "catalogue/record.h"
#include "catalogue/routes.h"
#include "catalogue/search.h"
#include "catalogue/snapshot.h"
#include "catalogue/store.h"
#include "catalogue/version.h"
#include "catalogue/version_json.h"
#include "catalogue/views.h"
#include "catalogue/words.h"
