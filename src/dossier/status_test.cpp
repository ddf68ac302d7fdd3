#include "dossier/status.h"

#include <gtest/gtest.h>

#include "base/table.h"
#include "dossier/code.h"

namespace motcua::dossier {
namespace {

Table cases(const std::string& name) { return read_tsv_file("src/dossier/" + name); }

Position position(const std::string& name, const std::string& came_from) {
  Position p;
  if (name == "paused" || name == "stopped") {
    p.status = Status::halted;
    p.halt = name == "paused" ? Halt::paused : Halt::stopped;
  } else {
    p.status = status_of(name).value();
  }
  if (!came_from.empty()) p.came_from = status_of(came_from).value();
  return p;
}

std::string name(const std::optional<Position>& p) {
  if (!p) return "-";
  if (p->status == Status::halted) return p->halt == Halt::paused ? "paused" : "stopped";
  return std::string(name_of(p->status));
}

TEST(Status, MovesAsTheCaseTableSays) {
  const Table table = cases("status_cases.tsv");
  ASSERT_GT(table.rows.size(), 50U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto from = position(table.at(i, "from"), table.at(i, "came_from"));
    const auto move = move_of(table.at(i, "move"));
    ASSERT_TRUE(move) << table.at(i, "move");
    EXPECT_EQ(name(after(from, *move)), table.at(i, "to"))
        << table.at(i, "from") << " " << table.at(i, "move");
  }
}

TEST(Status, NobodyReachesProcessingWithoutAPromise) {
  for (int s = 1; s <= 10; ++s) {
    const Position from{static_cast<Status>(s), Halt::none, std::nullopt};
    if (from.status == Status::supplement_requested || from.status == Status::payment_requested ||
        from.status == Status::halted) {
      continue;  // these return to where they came from
    }
    for (int m = 0; m < 13; ++m) {
      const auto to = after(from, static_cast<Move>(m));
      if (to && to->status == Status::in_process) {
        EXPECT_EQ(from.status, Status::accepted);
      }
    }
  }
}

TEST(Code, ReadsWhatPeopleType) {
  const Table table = cases("code_cases.tsv");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    EXPECT_EQ(read_code(table.at(i, "text")).value_or("-"), table.at(i, "code")) << table.at(i, "text");
  }
}

TEST(Code, WritesSeriesDayAndSerial) {
  const auto day = parse_date("2026-11-20").value();
  EXPECT_EQ(format_code({"H18.036"}, day, 18), "H18.036-261120-0018");
  EXPECT_EQ(format_code({"H18.036"}, day, 12345), "H18.036-261120-12345");
}

TEST(Code, SecretsAreReadableAndCompareAsTyped) {
  SeededRandom random(3);
  std::set<std::string> seen;
  for (int i = 0; i < 500; ++i) {
    const auto secret = make_secret(random);
    EXPECT_EQ(secret.size(), 4U);
    EXPECT_EQ(secret.find_first_of("01OILAEU"), std::string::npos) << secret;
    seen.insert(secret);
  }
  EXPECT_GT(seen.size(), 480U);
  EXPECT_EQ(normal_secret(" k7 4m "), "K74M");
}

}  // namespace
}  // namespace motcua::dossier
