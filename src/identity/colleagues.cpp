#include "identity/colleagues.h"

#include <algorithm>
#include <tuple>

#include "identity/store.h"
#include "organisation/organisation.h"

namespace motcua::identity {

std::vector<PostHolder> colleagues_of(store::Reader& reader, std::string_view unit, LocalDate day) {
  auto list = posts_in(reader, unit, day);
  std::erase_if(list, [](const PostHolder& holder) { return holder.post.role == Role::channel_adapter; });
  const auto key = [](const PostHolder& holder) {
    const std::string& name = holder.display_name;
    const auto given = name.rfind(' ');
    return std::tuple(
        organisation::vietnamese_sort_key(given == std::string::npos ? name : name.substr(given + 1)),
        organisation::vietnamese_sort_key(name), holder.post.id);
  };
  std::sort(list.begin(), list.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return list;
}

}  // namespace motcua::identity
