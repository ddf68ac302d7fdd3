#pragma once
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/language_map.h"
#include "identity/official.h"
#include "organisation/organisation.h"

namespace motcua::identity {

// Which roles give which permission: data/identity/permissions.tsv, one row for each permission, one column
// for each role. The names of permissions are those that routes ask for.
class Permissions {
 public:
  // Throws std::runtime_error naming the cell when a column is no role or a cell is neither "x" nor "-".
  static Permissions read(std::string_view tsv);
  static const Permissions& shipped();

  bool known(std::string_view permission) const;
  // CHECK that the permission is known: its name stands in our code.
  bool gives(Role role, std::string_view permission) const;
  const std::vector<Role>& roles_with(std::string_view permission) const;
  const LanguageMap& meaning(std::string_view permission) const;
  std::vector<std::string> all() const;
  // Those that at least one of the posts gives, in alphabetical order.
  std::vector<std::string> of(std::span<const Post> posts) const;

 private:
  struct Row {
    LanguageMap meaning;
    std::vector<Role> roles;
  };
  const Row& row(std::string_view permission) const;
  std::map<std::string, Row, std::less<>> rows_;
};

// The first of `posts` that gives `permission` for the work of `unit`: the unit lies inside the post's unit
// (a post at the province reaches all). With an empty unit: that gives it anywhere. Null when none does. The
// posts are taken to be valid today.
const Post* post_for(const Permissions& permissions, const organisation::Organisation& organisation,
                     std::span<const Post> posts, std::string_view permission, std::string_view unit);

}  // namespace motcua::identity
