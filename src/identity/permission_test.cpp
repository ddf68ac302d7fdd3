#include "identity/permission.h"

#include <gtest/gtest.h>

#include "base/message.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::identity {
namespace {

Table cases(const std::string& file) { return read_tsv_file("src/identity/" + file); }

std::vector<Post> posts_from(const std::string& cell) {
  std::vector<Post> posts;
  for (const std::string& text : words(cell)) {
    const auto parts = split(text, '@');
    Post post;
    post.role = *role_of(parts.at(0));
    post.unit = parts.at(1);
    posts.push_back(post);
  }
  return posts;
}

TEST(PermissionRule, FollowsTheCases) {
  const auto organisation = organisation::load_organisation();
  const Table table = cases("permission_cases.tsv");
  ASSERT_GT(table.rows.size(), 30u);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto posts = posts_from(table.at(i, "posts"));
    const Post* post =
        post_for(Permissions::shipped(), organisation, posts, table.at(i, "permission"), table.at(i, "unit"));
    EXPECT_EQ(post != nullptr, table.at(i, "may") == "yes")
        << table.at(i, "posts") << " " << table.at(i, "permission") << " " << table.at(i, "unit");
  }
}

TEST(PermissionRule, EveryPermissionBelongsToSomebodyAndIsExplained) {
  const auto& permissions = Permissions::shipped();
  EXPECT_GE(permissions.all().size(), 18u);
  for (const auto& name : permissions.all()) {
    EXPECT_FALSE(permissions.roles_with(name).empty()) << name;
    EXPECT_FALSE(permissions.meaning(name).vi.empty()) << name;
    EXPECT_FALSE(permissions.meaning(name).en.empty()) << name;
    for (const Role role : permissions.roles_with(name)) {
      EXPECT_NE(role_title(role, Language::vi), role_title(role, Language::en));
    }
  }
  EXPECT_THROW(permissions.roles_with("dossier.fly"), CheckFailed);
}

TEST(PermissionRule, AFaultyTableIsRefused) {
  const std::string head = "permission\tvi\ten\tspecialist\n";
  EXPECT_NO_THROW(Permissions::read(head + "a\tb\tc\tx\n"));
  EXPECT_THROW(Permissions::read(head + "a\tb\tc\tyes\n"), std::runtime_error);
  EXPECT_THROW(Permissions::read(head + "a\tb\tc\tx\na\tb\tc\t-\n"), std::runtime_error);
  EXPECT_THROW(Permissions::read("permission\tvi\ten\tking\na\tb\tc\tx\n"), std::runtime_error);
}

}  // namespace
}  // namespace motcua::identity
