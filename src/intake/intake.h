#pragma once
// Checking what a citizen brings against what a procedure asks for; receiving it with a number, a promise and
// a receipt. What each part promises stands in its header.
#include "intake/file_routes.h"
#include "intake/filing.h"
#include "intake/idcard.h"
#include "intake/promise.h"
#include "intake/receipt_form.h"
#include "intake/routes.h"
#include "intake/validate.h"
