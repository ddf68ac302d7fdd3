#pragma once
// The public pages that help people find and understand a procedure. What each part promises stands in its
// header.
#include "guide/frame.h"
#include "guide/opening.h"
#include "guide/paths.h"
#include "guide/routes.h"
#include "guide/site.h"
#include "guide/stylesheet.h"
#include "guide/unanswered.h"
