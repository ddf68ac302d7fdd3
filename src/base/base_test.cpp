#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/expected.h"
#include "base/json.h"
#include "base/language_map.h"
#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"
#include "base/time.h"
#include "base/uuid.h"

namespace motcua {
namespace {

TEST(Time, ReadsAndWritesProvinceTime) {
  const auto instant = parse_instant("2026-02-13T15:30");
  ASSERT_TRUE(instant);
  EXPECT_EQ(format_iso(*instant), "2026-02-13T15:30:00+07:00");
  EXPECT_EQ(parse_instant("2026-02-13T08:30:00Z"), instant);
  EXPECT_EQ(parse_instant("2026-02-13T15:30:00.000+07:00"), instant);
  EXPECT_EQ(format_iso(*instant, UtcOffset{std::chrono::minutes{0}}), "2026-02-13T08:30:00Z");
}

TEST(Time, RefusesImpossibleTimes) {
  for (const auto* text :
       {"2026-02-30T10:00", "2026-02-13T24:00", "2026-02-13", "2026-02-13T10", "2026-02-13T10:00+7",
        "2026-2-13T10:00", "2026-02-13T10:00 ", "", "2026-13-01T00:00"}) {
    EXPECT_FALSE(parse_instant(text)) << text;
  }
  EXPECT_FALSE(parse_date("2026-02-29"));
  EXPECT_TRUE(parse_date("2028-02-29"));
}

TEST(Text, SearchKeyIsTheHandbooks) {
  EXPECT_EQ(search_key("  Đăng  ký Khai-sinh "), "dang ky khai sinh");
  EXPECT_EQ(search_key("Ẳng Nưa"), "ang nua");
  EXPECT_EQ(search_key("N\u00e0 \u01af"), search_key("Na\u0300 U\u031b"));
}

TEST(Text, AccentedKeyUnifiesTonePlacement) {
  EXPECT_EQ(accented_key("Hòa"), accented_key("hoà"));
  EXPECT_EQ(accented_key("thủy"), accented_key("thuỷ"));
  EXPECT_NE(accented_key("Mường"), accented_key("Muông"));
}

TEST(Text, TidyKeepsMarksAndComposes) {
  EXPECT_EQ(tidy("  Lo\u0300  Thi\u0323\tMẫu \r\n"), "Lò Thị Mẫu");
  EXPECT_EQ(title_case_name("LÒ THỊ MẪU"), "Lò Thị Mẫu");
  EXPECT_EQ(length_in_characters("Mẫu"), 3U);
  EXPECT_FALSE(valid_utf8("\xC3\x28"));
}

TEST(Text, AnyBytesBecomeReadable) {
  EXPECT_EQ(readable("khai sinh Mẫu"), "khai sinh Mẫu");
  EXPECT_EQ(readable("a\xFF\xFE z\xC3"), "a\uFFFD\uFFFD z\uFFFD");
  EXPECT_EQ(readable(std::string_view("a\0b", 3)), "a\uFFFDb");
  EXPECT_EQ(readable(""), "");
}

TEST(Uuid, Version7CarriesTimeAndRoundTrips) {
  SeededRandom random(1);
  const Instant now{std::chrono::milliseconds{0x0123456789AB}};
  const Uuid id = Uuid::v7(now, random);
  EXPECT_TRUE(id.text().starts_with("01234567-89ab-7"));
  EXPECT_EQ(Uuid::parse(id.text()), id);
  EXPECT_FALSE(Uuid::parse("01234567-89ab-7000-8000-00000000000g"));
  EXPECT_FALSE(Uuid::parse("0123456789ab700080000000000000000000"));
  const std::string text = "01234567-89ab-7cde-8f01-23456789abcd";
  EXPECT_EQ(Uuid::parse(text)->text(), text);
  EXPECT_EQ(Uuid::parse("01234567-89AB-7CDE-8F01-23456789ABCD")->text(), text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto spoilt = text;
    spoilt[at] = spoilt[at] == '-' ? '0' : at % 2 == 0 ? '-' : '\xE9';
    EXPECT_FALSE(Uuid::parse(spoilt)) << spoilt;
  }
}

TEST(Crypto, SealedBytesOpenOnlyInTheirContext) {
  SeededRandom random(7);
  const SecretKey key = SecretKey::make(random);
  Bytes sealed = seal(key, as_bytes("Lò Thị Mẫu"), "dossier/1", random);
  ASSERT_TRUE(open(key, sealed, "dossier/1"));
  EXPECT_EQ(as_text(*open(key, sealed, "dossier/1")), "Lò Thị Mẫu");
  EXPECT_FALSE(open(key, sealed, "dossier/2"));
  sealed.back() ^= 1;
  EXPECT_FALSE(open(key, sealed, "dossier/1"));
}

TEST(Crypto, DigestsMatchPublishedVectors) {
  EXPECT_EQ(to_hex(sha256(as_bytes("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Bytes, HexAndBase64RefuseWhatIsNotTheirs) {
  EXPECT_EQ(from_hex("0aFF"), (Bytes{0x0a, 0xff}));
  EXPECT_FALSE(from_hex("0aF"));
  EXPECT_FALSE(from_hex("zz"));
  EXPECT_EQ(from_base64url(to_base64url(Bytes{1, 2, 3, 255})), (Bytes{1, 2, 3, 255}));
}

TEST(Json, CanonicalTextHasOneForm) {
  EXPECT_EQ(canonical_json(json::parse(R"({"b": [1, {"d": null, "c": "ẳ"}], "a": true})")),
            R"({"a":true,"b":[1,{"c":"ẳ","d":null}]})");
  EXPECT_THROW(canonical_json(json::value(1.5)), CheckFailed);
  for (char sign = 0; sign >= 0 && sign < 127; ++sign) {
    const json::value text = json::string(std::string{'a', sign, 'z'});
    EXPECT_EQ(canonical_json(text), json::serialize(text)) << static_cast<int>(sign);
  }
  for (const auto* text :
       {"0", "-9223372036854775808", "18446744073709551615", "[]", "{}", "[{},[null,false]]"})
    EXPECT_EQ(canonical_json(json::parse(text)), text);
}

TEST(Table, ReadsQuotesAndSkipsComments) {
  const Table table = read_csv("a,b\r\n# note\n\"x, \"\"y\"\"\",2\n");
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.at(0, "a"), "x, \"y\"");
  EXPECT_THROW(read_csv("a,b\n1\n"), std::runtime_error);
  EXPECT_EQ(read_tsv("a\tb\nx\\ny\t\n").at(0, "a"), "x\ny");
}

TEST(Expected, HoldsAValueOrAllProblems) {
  const Expected<int> good = 3;
  EXPECT_EQ(*good, 3);
  const Expected<int> bad = refuse("base.example", "/x");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error()[0].field, "/x");
  EXPECT_THROW(static_cast<void>(*bad), CheckFailed);
}

TEST(Random, BelowStaysBelowAndSeedRepeats) {
  SeededRandom a(5);
  SeededRandom b(5);
  for (int i = 0; i < 1000; ++i) {
    const auto value = a.below(7);
    EXPECT_LT(value, 7U);
    EXPECT_EQ(value, b.below(7));
  }
}

}  // namespace
}  // namespace motcua
