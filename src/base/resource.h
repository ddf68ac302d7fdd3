#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace motcua {

// Files that ship inside the program: data/** as "calendar/holidays.csv", src/*/pages/* as
// "guide/pages/home.html".
struct Resource {
  std::string_view name;
  std::string_view content;
};

const std::vector<Resource>& all_resources();

// CHECKs that it exists: the name is ours.
std::string_view resource(std::string_view name);
// Those whose name starts with `prefix`, in order of names.
std::vector<Resource> resources_under(std::string_view prefix);

}  // namespace motcua
