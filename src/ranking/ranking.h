#pragma once
// Statistics and places, computed from events only. What each part promises stands in its header.
#include "ranking/behind.h"
#include "ranking/board.h"
#include "ranking/course.h"
#include "ranking/figure.h"
#include "ranking/period.h"
#include "ranking/place.h"
#include "ranking/projection.h"
#include "ranking/routes.h"
#include "ranking/standings.h"
#include "ranking/successors.h"
#include "ranking/sums.h"
#include "ranking/views.h"
