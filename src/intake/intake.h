#pragma once
// Checking what a citizen brings against what a procedure asks for. What each part promises stands in its header.
#include "intake/idcard.h"
