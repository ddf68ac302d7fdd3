// What is published holds together, and the first thing that does not is named.
#include "ranking/published.h"

#include <gtest/gtest.h>

#include <set>

#include "all_sql.h"
#include "base/merkle.h"
#include "ranking/open_data.h"
#include "store/testing.h"

namespace motcua::ranking {
namespace {

using dossier::DayCounts;
using std::chrono::days;

class PublishedTest : public ::testing::Test {
 protected:
  PublishedTest() {
    DayCounts all;
    std::optional<dossier::DayStatement> before;
    for (int n = 0; n < 3; ++n) {
      dossier::DayStatement statement;
      statement.installation = "11";
      statement.day = parse_date("2025-07-30").value() + days{n};
      statement.position = 2 * n + 2;
      statement.events = 2;
      statement.key = key.public_key();
      statement.counts = counts_of(statement.day, n);
      if (before) statement.previous = sha256(as_bytes(dossier::statement_text(*before)));
      const std::vector<Digest> hashes{sha256(as_bytes(std::to_string(2 * n))),
                                       sha256(as_bytes(std::to_string(2 * n + 1)))};
      statement.root = merkle_root(hashes);
      events.days[statement.day] = {hashes, statement.counts};
      const std::string text = dossier::statement_text(statement);
      files[day_path(statement.day)] = dossier::day_file(text, key.sign(text), hashes);
      dossier::add_counts(all, statement.counts);
      before = statement;
    }
    const DayCounts since{{{"03313", "2025-08-02", "counter", "received"}, 1}};
    const auto tables = published_tables(
        {"11", "Tỉnh Điện Biên", true, parse_date("2025-07-30"), parse_date("2025-08-01"), {}}, organisation,
        all, since,
        {{"sectors", {"unit", "month", "sector", "received"}, {}},
         {"procedures", {"procedure", "month", "channel", "received"}, {}},
         {"reasons", {"sector", "month", "reason", "count"}, {}}});
    files.insert(tables.files.begin(), tables.files.end());
  }

  static DayCounts counts_of(LocalDate day, int n) {
    const std::string date = format_iso(day);
    return {{{"03313", date, "online", "received"}, 3}, {{"03313", date, "counter", "received"}, 1 + n},
            {{"03283", date, "online", "received"}, 2}, {{"03283", date, "online", "withdrawn"}, 1},
            {{"03283", date, "online", "on_time"}, 4},  {{"11.TP", date, "counter", "received"}, 7}};
  }
  PublishedReport check(const dossier::Recounts* with = nullptr,
                        const std::optional<PublicKey>& trusted = {}) {
    return check_published(
        [&](const std::string& path) {
          const auto found = files.find(path);
          return found == files.end() ? std::nullopt : std::optional(found->second);
        },
        organisation, trusted, with);
  }
  std::string fault(const dossier::Recounts* with = nullptr) {
    const auto report = check(with);
    return report.fault ? report.fault->invariant + " " + report.fault->file : "";
  }
  void change(const std::string& file, std::string_view from, std::string_view to) {
    auto& content = files.at(file);
    const auto at = content.find(from);
    ASSERT_NE(at, std::string::npos) << from << " in " << content;
    content.replace(at, from.size(), to);
  }

  store::TestStore store{{store::Engine::sqlite, "sqlite"}, all_migrations()};
  SeededRandom random{4};
  const SigningKey key{SecretKey::make(random)};
  const organisation::Organisation organisation = organisation::load_organisation();
  std::map<std::string, std::string> files;
  dossier::Recounts events;
};

TEST_F(PublishedTest, HoldsWhenNothingWasTouched) {
  const auto report = check(&events);
  EXPECT_FALSE(report.fault) << report.fault->invariant << " " << report.fault->file << " "
                             << report.fault->detail;
  EXPECT_EQ(report.days, 3);
  EXPECT_EQ(report.events, 6);
  EXPECT_EQ(report.key, key.public_key());
  EXPECT_EQ(report.last_day, parse_date("2025-08-01"));
}

TEST_F(PublishedTest, FiguresAreTheInputsByMonthWithPlaces) {
  const std::string& csv = files.at("figures.csv");
  // 3 of 1 + 1 … : July has two days, 6 online of 6 + 1 + 2.
  EXPECT_NE(csv.find("03313,2025-07,2,0.6666666666666666,9,3,6,0,0,0,0,0,0,0,0,0\n"), std::string::npos)
      << csv;
  EXPECT_NE(csv.find("03283,2025-07,1,1,4,0,4,0,0,0,10,0,2,0,0,0\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("11.TP,2025-07,,0,14,14,0,0,"), std::string::npos) << "a department has no place";
  EXPECT_NE(csv.find("03301,2025-08,,,0,0,0,0,"), std::string::npos) << "nothing received: no value";
  EXPECT_NE(files.at("figures.json")
                .find(R"({"unit":"03301","month":"2025-08","place":null,"value":null,"received":0,)"),
            std::string::npos);
}

TEST_F(PublishedTest, TheFirstTouchedThingIsNamed) {
  const auto whole = files;
  const auto touched = [&](const std::string& file, std::string_view from, std::string_view to) {
    files = whole;
    change(file, from, to);
    return fault();
  };
  const std::string second = "days/2025-07-31.json";
  EXPECT_EQ(touched(second, "\"received\",2]", "\"received\",9]"), "signature_holds " + second);
  EXPECT_EQ(touched(second, "\"hashes\":[\n\"", "\"hashes\":[\n\"00"), "files_are_whole " + second);
  EXPECT_EQ(touched("inputs.csv", "online,received,3", "online,received,4"), "days_add_up inputs.csv");
  EXPECT_EQ(touched("inputs.csv", "11.TP,2025-07-30", "11.TP,2025-07-29"), "days_add_up inputs.csv");
  EXPECT_EQ(touched("inputs.json", "\"count\":7", "\"count\":8"), "days_add_up inputs.json");
  EXPECT_EQ(touched("figures.csv", "03313,2025-07,2", "03313,2025-07,1"), "figures_follow figures.csv");
  EXPECT_EQ(touched("figures.json", "\"place\":1", "\"place\":2"), "figures_follow figures.json");
  EXPECT_EQ(touched("index.json", "2025-08-01", "2025-07-31"), "days_add_up inputs.csv");
  EXPECT_EQ(touched("index.json", "2025-08-01", "2025-08-02"), "files_are_whole days/2025-08-02.json");
  EXPECT_EQ(touched("index.json", "\"11\"", "\"12\""), "files_are_whole days/2025-07-30.json");
  EXPECT_EQ(touched("index.json", "{", "["), "files_are_whole index.json");
  files = whole;
  files.erase(second);
  EXPECT_EQ(fault(), "files_are_whole " + second);
  files = whole;
  files[second] = files["days/2025-07-30.json"];
  EXPECT_EQ(fault(), "files_are_whole " + second);
}

TEST_F(PublishedTest, LineEndsOfAnotherSystemChangeNothing) {
  std::string& csv = files.at("inputs.csv");
  for (auto at = csv.find('\n'); at != std::string::npos; at = csv.find('\n', at + 2)) csv.insert(at, "\r");
  EXPECT_EQ(fault(), "");
}

TEST_F(PublishedTest, EventsThatSayOtherwiseAreFound) {
  const LocalDate day = parse_date("2025-07-31").value();
  auto other = events;
  other.days[day].counts[{"03313", "2025-07-31", "online", "received"}] = 4;
  EXPECT_EQ(fault(&other), "events_give_inputs days/2025-07-31.json");
  const auto report = check(&other);
  EXPECT_EQ(report.fault->detail, "03313 2025-07-31 online received: it says 3, the events give 4");
  EXPECT_EQ(report.days, 1);
  other = events;
  other.days[day].hashes.pop_back();
  EXPECT_EQ(fault(&other), "events_give_root days/2025-07-31.json");
  other.days.erase(day);
  EXPECT_EQ(fault(&other), "events_give_root days/2025-07-31.json");
}

TEST_F(PublishedTest, TheDictionaryExplainsEveryColumnAndNoOther) {
  std::set<std::string> explained, there;
  for (const auto& row : dictionary_table().rows)
    explained.insert(std::get<std::string>(row[0]) + "." + std::get<std::string>(row[1]));
  for (const auto& name : open_tables()) {
    if (name == "dictionary") continue;
    const auto found = files.find(name + ".csv");
    ASSERT_NE(found, files.end()) << name;
    std::string head = found->second.substr(0, found->second.find('\n'));
    for (std::size_t at = 0; at != std::string::npos;) {
      const auto end = head.find(',', at);
      there.insert(name + "." + head.substr(at, end == std::string::npos ? end : end - at));
      at = end == std::string::npos ? end : end + 1;
    }
  }
  EXPECT_EQ(explained, there);
}

TEST(OpenTables, AreQuotedWhereTheyHaveTo) {
  const OpenTable table{
      "x", {"a", "b"}, {{std::string("Tuần Giáo, \"xã\""), OpenCell{}}, {std::int64_t{-3}, 0.25}}};
  EXPECT_EQ(csv_text(table), "a,b\n\"Tuần Giáo, \"\"xã\"\"\",\n-3,0.25\n");
  EXPECT_EQ(json_text(table),
            "[\n{\"a\":\"Tuần Giáo, \\\"xã\\\"\",\"b\":null},\n{\"a\":-3,\"b\":2.5E-1}\n]\n");
}

}  // namespace
}  // namespace motcua::ranking
