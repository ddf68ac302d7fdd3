#include "identity/password.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/message.h"
#include "base/table.h"
#include "identity/password_hash.h"

namespace motcua::identity {
namespace {

Table cases(const std::string& file) { return read_tsv_file("src/identity/" + file); }

TEST(PasswordRule, FollowsTheCases) {
  const Table table = cases("password_cases.tsv");
  ASSERT_GT(table.rows.size(), 12u);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    std::string faults;
    for (const Problem& problem :
         password_faults(table.at(i, "password"), table.at(i, "account"), table.at(i, "display_name"))) {
      faults += (faults.empty() ? "" : " ") + problem.code.substr(std::string("identity.password_").size());
      EXPECT_EQ(problem_message(Language::vi, problem).find('{'), std::string::npos);
    }
    EXPECT_EQ(faults.empty() ? "-" : faults, table.at(i, "faults")) << table.at(i, "password");
  }
  EXPECT_EQ(password_faults("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "a", "b").at(0).code,
            "identity.password_unreadable");
}

TEST(PasswordRule, TemporaryPasswordsAreGoodOnes) {
  SeededRandom random(7);
  const auto one = make_temporary_password(random);
  EXPECT_EQ(one.size(), 14u);
  EXPECT_NE(one, make_temporary_password(random));
  EXPECT_TRUE(password_faults(one, "mau.lo", "Lò Thị Mẫu").empty());
}

TEST(PasswordHash, IsArgon2idAndTakesTurns) {
  PasswordHasher hasher(HashCost::minimum());
  const auto hash = hasher.hash("mưa rừng tây bắc");
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_NE(hash, hasher.hash("mưa rừng tây bắc"));
  EXPECT_FALSE(hasher.verify_nobody("mưa rừng tây bắc"));
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back(
        [&, i] { right += hasher.verify(hash, i % 2 == 0 ? "mưa rừng tây bắc" : "khác") ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 4);
}

TEST(AccountRule, SmallLettersDigitsAndDots) {
  for (const char* good : {"mau.lo", "can-bo_1", "abc"}) EXPECT_TRUE(valid_account(good)) << good;
  for (const char* bad : {"", "ab", "Mau", "1abc", "mẫu.lò", "a b c", "a/bc"})
    EXPECT_FALSE(valid_account(bad)) << bad;
  EXPECT_FALSE(valid_account(std::string(41, 'a')));
}

}  // namespace
}  // namespace motcua::identity
