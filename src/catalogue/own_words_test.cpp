#include "catalogue/own_words.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.h"
#include "catalogue/snapshot.h"

namespace motcua::catalogue {
namespace {

LocalDate today() { return parse_date("2026-11-20").value(); }

bool shipped_has(std::string_view code) { return Catalogue::shipped()->find(code, today()) != nullptr; }

std::vector<std::string> faults(std::string_view file) {
  std::vector<std::string> list;
  const auto words = read_own_words(file, shipped_has);
  if (words) return list;
  for (const auto& problem : words.error()) list.push_back(problem.params.at("line") + " " + problem.code);
  return list;
}

Catalogue searched_with(PeopleWords own) {
  auto versions = shipped_versions();
  for (auto& version : versions) version.number = 1;
  return Catalogue(std::move(versions), std::make_shared<const PeopleWords>(shipped_with(std::move(own))));
}

TEST(OwnWords, AreReadAsAnEditorOnWindowsLeavesThem) {
  const auto words = read_own_words(
      "\xEF\xBB\xBFsaid\tmeant\r\n# Lời người Thái\r\n\r\nhết lúk; lúk mới\t1.001193 "
      "2.000986\r\nhươn\tnhà\r\n",
      shipped_has);
  ASSERT_TRUE(words.has_value());
  ASSERT_EQ(words->sayings.size(), 2U);
  EXPECT_EQ(words->sayings[0].codes, (std::vector<std::string>{"1.001193", "2.000986"}));
  EXPECT_EQ(words->other_words.at(0).meant, "nhà");
}

TEST(OwnWords, EveryFaultNamesItsLine) {
  EXPECT_EQ(faults(""), (std::vector<std::string>{"1 catalogue.words_head"}));
  EXPECT_EQ(faults("nói\tnghĩa\na\tb c\n"), (std::vector<std::string>{"1 catalogue.words_head"}));
  EXPECT_EQ(faults("said\tmeant\n"
                   "một cột\n"            // 2
                   "\tkhai sinh\n"        // 3
                   "lời\t!!!\n"           // 4
                   "lời hay\t9.999999\n"  // 5
                   "lời lạ\t1.00119\n"    // 6
                   "lời nữa\t1.001193 khai\n"
                   "trùng\tkhai sinh\n"  // 8
                   "Trùng\tkhai tử\n"
                   "a\xff\tb c\n"  // 10
                   "ba\tcột\tliền\n"),
            (std::vector<std::string>{"2 catalogue.words_cells", "3 catalogue.words_empty",
                                      "4 catalogue.words_empty", "5 catalogue.words_procedure_unknown",
                                      "6 catalogue.words_procedure_unknown", "7 catalogue.words_mixed",
                                      "9 catalogue.words_twice", "10 catalogue.words_encoding",
                                      "11 catalogue.words_cells"}));
  std::string many = "said\tmeant\n";
  for (int i = 0; i <= 5000; ++i) many += fmt::format("lời {}\tkhai sinh\n", i);
  EXPECT_EQ(faults(many).size(), 1U);
}

TEST(OwnWords, LeadToWhatTheyMean) {
  auto own = read_own_words("said\tmeant\nhết lúk\t1.001193\nbó hươn\tgiấy khai sinh\n", shipped_has);
  ASSERT_TRUE(own.has_value());
  const auto catalogue = searched_with(std::move(*own));
  for (const auto* said : {"hết lúk", "het luk", "bó hươn", "con mới đẻ"}) {
    const auto found = catalogue.search(said, today(), 1);
    ASSERT_FALSE(found.empty()) << said;
    EXPECT_EQ(found[0]->code, "1.001193") << said;
  }
  EXPECT_TRUE(Catalogue::shipped()->search("hết lúk", today(), 1).empty());
}

TEST(OwnWords, CountBeforeThoseThatShip) {
  auto own = read_own_words("said\tmeant\ncon mới đẻ\t1.000656\n", shipped_has);
  ASSERT_TRUE(own.has_value());
  EXPECT_EQ(searched_with(std::move(*own)).search("con mới đẻ", today(), 1).at(0)->code, "1.000656");
}

TEST(OwnWords, StandAnyBytes) {
  EXPECT_TRUE(rc::check("any bytes are words or faults with lines", [](const std::string& text) {
    const auto words = read_own_words("said\tmeant\n" + text, shipped_has);
    if (words) return;
    for (const auto& problem : words.error()) RC_ASSERT(parse_integer(problem.params.at("line")).has_value());
  }));
}

}  // namespace
}  // namespace motcua::catalogue
