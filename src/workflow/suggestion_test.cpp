#include "workflow/suggestion.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/message.h"
#include "base/table.h"

namespace motcua::workflow {
namespace {

TEST(Suggestion, OrdersAsTheCaseTableSays) {
  const Table table = read_tsv_file("src/workflow/suggestion_cases.tsv");
  ASSERT_GE(table.rows.size(), 8U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    std::vector<Candidate> candidates;
    std::stringstream parts(table.at(i, "candidates"));
    for (std::string part; std::getline(parts, part, ';');) {
      std::stringstream words(part);
      char name = 0;
      Candidate each;
      words >> name >> each.load_minutes >> each.solved;
      each.post.bytes[15] = static_cast<std::uint8_t>(name);
      candidates.push_back(each);
    }
    const auto& work = table.at(i, "work");
    const auto found = suggest(candidates, work.empty() ? 0 : std::stoll(work));
    std::string order;
    for (const auto& each : found) {
      order += fmt::format("{}{} {}", order.empty() ? "" : ", ", static_cast<char>(each.post.bytes[15]),
                           each.done_in);
    }
    EXPECT_EQ(order.empty() ? "-" : order, table.at(i, "order")) << table.at(i, "note");
    EXPECT_EQ(found.empty() ? "none" : name_of(found.front().why), table.at(i, "why")) << table.at(i, "note");
  }
}

TEST(Suggestion, EveryReasonHasAWord) {
  for (const Why why : {Why::knows_and_free, Why::knows, Why::free, Why::none})
    EXPECT_TRUE(has_message("suggest." + std::string(name_of(why))));
}

}  // namespace
}  // namespace motcua::workflow
