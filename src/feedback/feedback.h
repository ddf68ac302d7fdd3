#pragma once
// What people think of the service, and the inbox in which officers read it. Each part's promise stands in
// its header.
#include "feedback/opinion_rule.h"
#include "feedback/routes.h"
#include "feedback/store.h"
