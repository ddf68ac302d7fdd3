#pragma once
// Working days, office hours, limits and due dates; pure. What each part promises stands in its header.
#include "calendar/account.h"
#include "calendar/date_text.h"
#include "calendar/deadline.h"
#include "calendar/hours.h"
#include "calendar/lateness.h"
#include "calendar/limit.h"
#include "calendar/shift.h"
#include "calendar/shipped.h"
#include "calendar/work_calendar.h"
#include "calendar/working_time.h"
