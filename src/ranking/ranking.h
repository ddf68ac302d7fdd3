#pragma once
// Statistics and places, computed from events only. What each part promises stands in its header.
#include "ranking/figure.h"
#include "ranking/period.h"
#include "ranking/place.h"
#include "ranking/views.h"
