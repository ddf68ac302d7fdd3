#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "organisation/address.h"
#include "organisation/collation.h"
#include "organisation/registry.h"
#include "organisation/routes.h"
#include "organisation/unit.h"
#include "organisation/unit_search.h"
