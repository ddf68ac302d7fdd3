#pragma once
// The one precompiled header: what nearly every file uses and is slow to parse. Heavy headers of one layer
// (Beast, libpq, Pango) stay out and are included in two or three files of that layer.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <boost/json.hpp>
