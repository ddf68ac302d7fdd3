#include "intake/idcard.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/table.h"

namespace motcua::intake {
namespace {

const LocalDate today = parse_date("2026-11-22").value();

std::string unescaped(std::string text) {
  for (const auto& [mark, character] : {std::pair{"<CR>", "\r"}, {"<LF>", "\n"}, {"<GS>", "\x1d"}}) {
    for (std::size_t pos = 0; (pos = text.find(mark)) != std::string::npos;) text.replace(pos, 4, character);
  }
  return text;
}

std::string codes(const Problems& problems) {
  std::string text;
  for (const auto& p : problems) {
    EXPECT_TRUE(p.code.starts_with("intake.idcard_")) << p.code;
    for (const auto language : {Language::vi, Language::en})
      EXPECT_EQ(problem_message(language, p).find('{'), std::string::npos) << p.code;
    text += (text.empty() ? "" : " ") + p.code.substr(std::string_view("intake.idcard_").size());
  }
  return text.empty() ? "-" : text;
}

std::string written(const IdCard& card) {
  return card.id_number + " / " + card.old_id_number.value_or("-") + " / " + card.full_name + " / " +
         format_iso(card.birth_date) + " / " + std::string(to_text(card.sex)) + " / " + card.address + " / " +
         (card.issued_on ? format_iso(*card.issued_on) : "-");
}

TEST(IdCard, FollowsItsCases) {
  const Table table = read_tsv_file("src/intake/idcard_cases.tsv");
  ASSERT_GE(table.rows.size(), 40U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto card = parse_idcard_qr(unescaped(table.at(row, "qr")), today);
    EXPECT_EQ(card ? "-" : codes(card.error()), table.at(row, "faults")) << table.at(row, "qr");
    if (!card) continue;
    EXPECT_EQ(codes(card->warnings), table.at(row, "warnings")) << table.at(row, "qr");
    EXPECT_EQ(written(*card), table.at(row, "reads_as"));
  }
}

TEST(IdCard, ReadsDecomposedLetters) {
  // "LÒ THỊ MẪU", "NỮ" and "Điện Biên" with their marks apart.
  const auto card = parse_idcard_qr(
      "011190000123||LO\u0300 THI\u0323 MA\u0302\u0303U|15021990|NU\u031b\u0303|\u0110ie\u0323\u0302n "
      "Bie\u0302n|12032022",
      today);
  ASSERT_TRUE(card);
  EXPECT_EQ(card->full_name, "LÒ THỊ MẪU");
  EXPECT_EQ(card->sex, Sex::female);
  EXPECT_EQ(card->address, "Điện Biên");
}

TEST(IdCard, RefusesWhatIsNoText) {
  EXPECT_EQ(codes(parse_idcard_qr("011190000123||\xff|15021990|Nam|x|12032022", today).error()), "not_text");
  EXPECT_EQ(codes(parse_idcard_qr(std::string(5000, '|'), today).error()), "not_text");
}

TEST(IdCard, IsWrittenAsJson) {
  const auto card = parse_idcard_qr("999190000123||LÒ THỊ MẪU|15021990|Nữ|Điện Biên|", today).value();
  const auto object = to_json(card, Language::vi);
  EXPECT_EQ(
      canonical_json(object),
      R"({"address":"Điện Biên","birth_date":"1990-02-15","full_name":"LÒ THỊ MẪU","id_number":"999190000123",)"
      R"("issued_on":null,"old_id_number":null,"sex":"female",)"
      R"("warnings":["Ba số đầu 999 không thuộc tỉnh nào đã biết. Đối chiếu số trên thẻ."]})");
}

TEST(IdCard, KnowsTheProvince) {
  EXPECT_EQ(province_of_id_number("011190000123"), "Điện Biên");
  EXPECT_EQ(province_of_id_number("999"), "");
  EXPECT_EQ(province_of_id_number(""), "");
}

RC_GTEST_PROP(IdCardProperty, AnyBytesAreReadOrRefused, (const std::string& text)) {
  const auto card = parse_idcard_qr(text, today);
  RC_ASSERT(card.has_value() || !card.error().empty());
}

RC_GTEST_PROP(IdCardProperty, AnySevenFieldsAreReadOrRefused, (const std::array<std::string, 7>& fields)) {
  std::string text;
  for (const auto& field : fields) text += (text.empty() ? "" : "|") + field;
  const auto card = parse_idcard_qr(text, today);
  RC_ASSERT(card.has_value() || !card.error().empty());
}

}  // namespace
}  // namespace motcua::intake
