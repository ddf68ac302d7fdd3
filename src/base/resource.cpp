#include "base/resource.h"

#include "base/check.h"

namespace motcua {

std::string_view resource(std::string_view name) {
  const auto& all = all_resources();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Resource& r) { return r.name == name; });
  CHECK(found != all.end());
  return found->content;
}

std::vector<Resource> resources_under(std::string_view prefix) {
  std::vector<Resource> found;
  for (const auto& each : all_resources()) {
    if (each.name.starts_with(prefix)) found.push_back(each);
  }
  std::sort(found.begin(), found.end(), [](const Resource& a, const Resource& b) { return a.name < b.name; });
  return found;
}

}  // namespace motcua
