#include "identity/lockout.h"

#include <gtest/gtest.h>

#include "base/table.h"
#include "base/text.h"

namespace motcua::identity {
namespace {

Table cases(const std::string& file) { return read_tsv_file("src/identity/" + file); }

int number(const std::string& cell) { return static_cast<int>(*parse_integer(cell)); }

TEST(LockoutRule, FollowsTheCases) {
  const Table table = cases("lockout_cases.tsv");
  ASSERT_GT(table.rows.size(), 10u);
  const Instant now = *parse_instant("2026-11-20T09:00");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& rule = table.at(i, "rule") == "account" ? account_lockout : address_lockout;
    const Failures failures{number(table.at(i, "failures")),
                            now - std::chrono::minutes(number(table.at(i, "minutes_since_last")))};
    const auto until = locked_until(rule, failures, now);
    const int wait = number(table.at(i, "minutes_to_wait"));
    EXPECT_EQ(until.has_value(), wait > 0) << "row " << i;
    EXPECT_EQ(until.value_or(now) - now, std::chrono::minutes(wait)) << "row " << i;
  }
}

}  // namespace
}  // namespace motcua::identity
