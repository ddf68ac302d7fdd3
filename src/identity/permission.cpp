#include "identity/permission.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/check.h"
#include "base/resource.h"
#include "base/table.h"

namespace motcua::identity {
namespace {

constexpr std::pair<Role, std::string_view> role_names[] = {
    {Role::counter_officer, "counter_officer"},
    {Role::specialist, "specialist"},
    {Role::approver, "approver"},
    {Role::centre_director, "centre_director"},
    {Role::provincial_controller, "provincial_controller"},
    {Role::administrator, "administrator"},
    {Role::channel_adapter, "channel_adapter"}};

}  // namespace

std::string_view name_of(Role role) {
  for (const auto& [r, name] : role_names) {
    if (r == role) return name;
  }
  CHECK(false);
  return {};
}

std::optional<Role> role_of(std::string_view name) {
  for (const auto& [role, n] : role_names) {
    if (n == name) return role;
  }
  return std::nullopt;
}

std::string role_title(Role role, Language language) {
  return message(language, "identity.role." + std::string(name_of(role)));
}

Permissions Permissions::read(std::string_view tsv) {
  const Table table = read_tsv(tsv);
  Permissions permissions;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    Row row{{table.at(i, "vi"), table.at(i, "en")}, {}};
    const std::string& name = table.at(i, "permission");
    for (std::size_t j = 0; j < table.columns.size(); ++j) {
      const std::string& column = table.columns[j];
      if (column == "permission" || column == "vi" || column == "en") continue;
      const auto role = role_of(column);
      const std::string& cell = table.rows[i][j];
      if (!role) throw std::runtime_error(fmt::format("permissions: column {} is no role", column));
      if (cell != "x" && cell != "-") {
        throw std::runtime_error(
            fmt::format("permissions: {} for {} is \"{}\", not x or -", name, column, cell));
      }
      if (cell == "x") row.roles.push_back(*role);
    }
    if (!permissions.rows_.emplace(name, std::move(row)).second) {
      throw std::runtime_error(fmt::format("permissions: {} stands in two rows", name));
    }
  }
  return permissions;
}

const Permissions& Permissions::shipped() {
  static const Permissions permissions = read(resource("identity/permissions.tsv"));
  return permissions;
}

const Permissions::Row& Permissions::row(std::string_view permission) const {
  const auto it = rows_.find(permission);
  if (it == rows_.end()) throw CheckFailed(fmt::format("no permission is called {}", permission));
  return it->second;
}

bool Permissions::known(std::string_view permission) const { return rows_.find(permission) != rows_.end(); }

bool Permissions::gives(Role role, std::string_view permission) const {
  const auto& roles = row(permission).roles;
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

const std::vector<Role>& Permissions::roles_with(std::string_view permission) const {
  return row(permission).roles;
}

const LanguageMap& Permissions::meaning(std::string_view permission) const { return row(permission).meaning; }

std::vector<std::string> Permissions::all() const {
  std::vector<std::string> names;
  for (const auto& [name, row] : rows_) names.push_back(name);
  return names;
}

std::vector<std::string> Permissions::of(std::span<const Post> posts) const {
  std::vector<std::string> names;
  for (const auto& [name, row] : rows_) {
    const bool given = std::any_of(posts.begin(), posts.end(),
                                   [&, &name = name](const Post& p) { return gives(p.role, name); });
    if (given) names.push_back(name);
  }
  return names;
}

const Post* post_for(const Permissions& permissions, const organisation::Organisation& organisation,
                     std::span<const Post> posts, std::string_view permission, std::string_view unit) {
  for (const Post& post : posts) {
    if (!permissions.gives(post.role, permission)) continue;
    if (unit.empty() || organisation.within(unit, post.unit)) return &post;
  }
  return nullptr;
}

}  // namespace motcua::identity
