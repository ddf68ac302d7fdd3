#include "catalogue/completeness.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "base/message.h"
#include "base/table.h"
#include "base/text.h"
#include "catalogue/snapshot.h"

namespace motcua::catalogue {
namespace {

ProcedureVersion whole() {
  ProcedureVersion version;
  version.code = "9.000001";
  version.name = {"Xác nhận nguồn nước bản", "Village spring"};
  version.guidance = {"Mang đơn đến quầy.", "Bring the request."};
  version.handled_by = "ubnd_xa";
  for (const Channel channel : {Channel::counter, Channel::online, Channel::post}) {
    version.channels.push_back(
        {channel, calendar::Limit{calendar::LimitKind::working_days, 3}, "", {Fee{{}, 0, {}, {}}}, {}});
  }
  version.papers.push_back({"don", {"Đơn", "Request"}, 1, 0, 0, PaperKind::submit, std::nullopt});
  version.result_name = {"Giấy xác nhận", "Confirmation"};
  version.legal = {"01/2025/NĐ-MAU"};
  version.steps = default_steps();
  return version;
}

using Taking = std::function<void(ProcedureVersion&)>;
const std::map<std::string, Taking>& takings() {
  static const std::map<std::string, Taking> all{
      {"nothing", [](auto&) {}},
      {"english name", [](auto& v) { v.name.en.clear(); }},
      {"vietnamese guidance", [](auto& v) { v.guidance.vi.clear(); }},
      {"english guidance", [](auto& v) { v.guidance.en.clear(); }},
      {"office", [](auto& v) { v.handled_by.clear(); }},
      {"all channels", [](auto& v) { v.channels.clear(); }},
      {"online channel", [](auto& v) { v.channels.erase(v.channels.begin() + 1); }},
      {"limit of post", [](auto& v) { v.channels[2].limit.reset(); }},
      {"limit of online", [](auto& v) { v.channels[1].limit.reset(); }},
      {"amount of a fee of online", [](auto& v) { v.channels[1].fees.push_back({}); }},
      {"fees of the counter", [](auto& v) { v.channels[0].fees.clear(); }},
      {"all papers", [](auto& v) { v.papers.clear(); }},
      {"count of a paper", [](auto& v) { v.papers[0].originals = 0; }},
      {"english result", [](auto& v) { v.result_name.en.clear(); }},
      {"all acts", [](auto& v) { v.legal.clear(); }},
      {"five per cent of the steps", [](auto& v) { v.steps.pop_back(); }},
      {"confirmation of a fact",
       [](auto& v) {
         v.needs_person.push_back({"/channels/0/limit", "1", "other"});
       }},
      {"real values", [](auto& v) { v.demo_values = true; }},
      {"everything", [](auto& v) { v = {}; }}};
  return all;
}

TEST(Completeness, FollowsItsCaseTable) {
  const Table table = read_tsv_file("src/catalogue/completeness_cases.tsv");
  ASSERT_EQ(table.rows.size(), takings().size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    SCOPED_TRACE(table.at(row, "what"));
    ProcedureVersion version = whole();
    takings().at(std::string(table.at(row, "what")))(version);
    const Completeness found = completeness_of(version);
    std::string missing;
    for (const Part part : found.missing)
      missing += (missing.empty() ? "" : " ") + std::string(name_of(part));
    EXPECT_EQ(missing, table.at(row, "missing"));
    EXPECT_EQ(found.configured ? "x" : "-", table.at(row, "configured"));
    EXPECT_EQ(found.published ? "x" : "-", table.at(row, "published"));
    EXPECT_EQ(found.online ? "x" : "-", table.at(row, "online"));
    EXPECT_EQ(std::to_string(found.percent), table.at(row, "percent"));
  }
}

TEST(Completeness, EveryPartHasItsWords) {
  for (const Part part : all_parts) {
    EXPECT_TRUE(has_message("catalogue.part." + std::string(name_of(part))));
    EXPECT_EQ(part_of(name_of(part)), part);
  }
  EXPECT_FALSE(part_of("colour").has_value());
}

// What ships may wait for a person, but can be received and is explained; invented values say so.
TEST(Completeness, EveryShippedProcedureIsConfiguredAndAllRealOnesArePublished) {
  for (const ProcedureVersion& version : shipped_versions()) {
    SCOPED_TRACE(version.code);
    const Completeness found = completeness_of(version);
    EXPECT_TRUE(found.configured);
    EXPECT_TRUE(found.published || version.demo_values);
  }
}

}  // namespace
}  // namespace motcua::catalogue
