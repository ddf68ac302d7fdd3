#include "http/shape.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace motcua::http {
namespace {

enum class Channel { counter, online };

struct PaperBody {
  std::string paper;
  int originals = 0;
  std::optional<std::string> note;
  bool operator==(const PaperBody&) const = default;
};
const Shape<PaperBody>& shape_of(const PaperBody*) {
  static const auto shape =
      object<PaperBody>("PaperBody", {field("paper", &PaperBody::paper, text(1, 80)),
                                      field("originals", &PaperBody::originals, integer(0, 999)),
                                      field("note", &PaperBody::note, text(0, 10))});
  return shape;
}

struct FiledBody {
  Uuid id;
  Channel channel = Channel::counter;
  std::vector<PaperBody> papers;
  std::optional<LocalDate> birth_date;
  std::optional<Instant> at;
  std::string return_by = "counter";
  double amount = 0;
  bool urgent = false;
  LanguageMap name;
  std::map<std::string, std::string> content;
  json::value free;
  std::vector<int> days;
  bool operator==(const FiledBody&) const = default;
};
const Shape<FiledBody>& shape_of(const FiledBody*) {
  static const auto shape = object<FiledBody>(
      "FiledBody", {field("id", &FiledBody::id),
                    field("channel", &FiledBody::channel,
                          choice<Channel>({{"counter", Channel::counter}, {"online", Channel::online}})),
                    field("papers", &FiledBody::papers, list<PaperBody>(0, 3)),
                    field("birth_date", &FiledBody::birth_date), field("at", &FiledBody::at),
                    field("return_by", &FiledBody::return_by, one_of({"counter", "post"})).or_default(),
                    field("amount", &FiledBody::amount, number(0, 1e9)), field("urgent", &FiledBody::urgent),
                    field("name", &FiledBody::name), field("content", &FiledBody::content, text_map(2, 5)),
                    field("free", &FiledBody::free).or_default(),
                    field("days", &FiledBody::days, list(integer_of<int>(0, 31), 0, 4)).or_default()});
  return shape;
}

constexpr std::string_view good = R"({"id":"018f3c5e-7a00-7000-8000-000000000001","channel":"online",
  "papers":[{"paper":"Giấy khai sinh","originals":1}],"birth_date":"1990-02-28","at":"2026-02-25T15:30:00+07:00",
  "amount":12.5,"urgent":true,"name":{"vi":"Điện Biên","en":"Dien Bien"},"content":{"a":"b"},"free":[1,{"x":null}]})";

std::vector<std::string> faults_of(const Problems& problems) {
  std::vector<std::string> list;
  for (const auto& problem : problems) list.push_back(problem.field + " " + problem.code);
  return list;
}

template <class T = FiledBody>
std::vector<std::string> faults_in(std::string_view text) {
  const auto read = shape<T>().parse(text);
  return read ? std::vector<std::string>{} : faults_of(read.error());
}

TEST(Shape, reads_what_is_described) {
  const auto read = shape<FiledBody>().parse(good);
  ASSERT_TRUE(read.has_value()) << testing::PrintToString(faults_in(good));
  EXPECT_EQ(read->channel, Channel::online);
  EXPECT_EQ(read->papers.at(0).paper, "Giấy khai sinh");
  EXPECT_EQ(read->papers.at(0).note, std::nullopt);
  EXPECT_EQ(format_iso(*read->birth_date), "1990-02-28");
  EXPECT_EQ(format_iso(*read->at), "2026-02-25T15:30:00+07:00");
  EXPECT_EQ(read->return_by, "counter");
  EXPECT_EQ(read->name.en, "Dien Bien");
  EXPECT_EQ(read->content.at("a"), "b");
}

TEST(Shape, tells_all_faults_at_once_each_with_its_place) {
  const auto faults =
      faults_in(R"({"id":"x","channel":"fax","papers":[{"paper":"","originals":1000,"note":"12345678901",
    "colour":1},{"paper":5,"originals":1.5}],"birth_date":"1990-02-30","at":"soon","return_by":null,"amount":-1,
    "urgent":"yes","name":"x","content":{"a":"123456"},"days":[32],"a/b":1})");
  EXPECT_THAT(faults,
              testing::ElementsAre(
                  "/id http.not_a_uuid", "/channel http.not_one_of", "/papers/0/paper http.required",
                  "/papers/0/originals http.out_of_range", "/papers/0/note http.too_long",
                  "/papers/0/colour http.unknown_field", "/papers/1/paper http.wrong_type",
                  "/papers/1/originals http.out_of_range", "/birth_date http.unreadable_date",
                  "/at http.unreadable_time", "/return_by http.wrong_type", "/amount http.out_of_range",
                  "/urgent http.wrong_type", "/name http.wrong_type", "/content/a http.too_long",
                  "/days/0 http.out_of_range", "/a~1b http.unknown_field"));
}

TEST(Shape, names_every_absent_member) {
  EXPECT_THAT(faults_in("{}"),
              testing::ElementsAre("/id http.required", "/channel http.required", "/papers http.required",
                                   "/amount http.required", "/urgent http.required", "/name http.required",
                                   "/content http.required"));
}

TEST(Shape, refuses_what_is_no_body) {
  EXPECT_THAT(faults_in("[]"), testing::ElementsAre(" http.wrong_type"));
  EXPECT_THAT(faults_in(""), testing::ElementsAre(" http.body_not_json"));
  EXPECT_THAT(faults_in("{\"a\":1"), testing::ElementsAre(" http.body_not_json"));
  EXPECT_THAT(faults_in("{} {}"), testing::ElementsAre(" http.body_not_json"));
  EXPECT_THAT(faults_in("\"\xff\""), testing::ElementsAre(" http.invalid_utf8"));
  EXPECT_THAT(faults_in("\"\\ud800\""), testing::ElementsAre(" http.body_not_json"));
  EXPECT_THAT(faults_in(std::string(40, '[') + std::string(40, ']')), testing::ElementsAre(" http.too_deep"));
}

TEST(Shape, counts_characters_and_alters_no_text) {
  struct One {
    std::string text;
  };
  const auto shape = object<One>("One", {field("text", &One::text, text(2, 3))});
  EXPECT_EQ(shape.parse(R"({"text":"Đồ "})")->text, "Đồ ");
  EXPECT_EQ(faults_of(shape.parse(R"({"text":"Đồăâ"})").error()).at(0), "/text http.too_long");
  EXPECT_EQ(faults_of(shape.parse(R"({"text":"Đ"})").error()).at(0), "/text http.too_short");
  EXPECT_EQ(faults_of(shape.parse(R"({"text":"a\u0000b"})").error()).at(0), "/text http.illegal_character");
  EXPECT_EQ(faults_of(shape.parse("{\"text\":\"a\u202eb\"}").error()).at(0), "/text http.illegal_character");
}

TEST(Shape, a_scanned_text_keeps_what_the_device_typed) {
  struct One {
    std::string text;
  };
  const auto shape = object<One>("Scanned", {field("text", &One::text, text(0, 9, Pattern::scanned))});
  EXPECT_EQ(shape.parse(R"({"text":"a|b\u001d"})")->text, "a|b\x1d");
  EXPECT_EQ(faults_of(shape.parse(R"({"text":"a\u0000"})").error()).at(0), "/text http.illegal_character");
}

TEST(Shape, an_unknown_name_is_told_back_in_whole_characters) {
  struct One {
    std::string text;
  };
  const auto shape = object<One>("Named", {field("text", &One::text)});
  std::string name = "x";
  for (int i = 0; i < 80; ++i) name += "é";
  const auto problems = shape.parse("{\"text\":\"\",\"" + name + "\":1}").error();
  EXPECT_TRUE(valid_utf8(problems.at(0).field));
  EXPECT_LE(problems.at(0).field.size(), 101U);
}

struct PatternCase {
  Pattern pattern;
  const char* text;
  const char* fault;  // "" when fine
};

TEST(Shape, knows_a_checked_list_of_patterns) {
  struct One {
    std::string text;
  };
  const PatternCase cases[] = {
      {Pattern::code, "H18.28-260225-0001", ""},
      {Pattern::code, "H18 28", "http.not_a_code"},
      {Pattern::digits, "0123", ""},
      {Pattern::digits, "01a", "http.not_digits"},
      {Pattern::phone, "+84 912.345.678", ""},
      {Pattern::phone, "091234", "http.not_a_phone"},
      {Pattern::phone, "0912-345-678", "http.not_a_phone"},
      {Pattern::email, "a@b.vn", ""},
      {Pattern::email, "a@b@c", "http.not_an_email"},
      {Pattern::line, "một dòng", ""},
      {Pattern::line, "hai\ndòng", "http.not_one_line"},
      {Pattern::any, "hai\ndòng", ""},
      {Pattern::digits, "", ""},
  };
  for (const auto& one : cases) {
    const auto shape = object<One>("One", {field("text", &One::text, text(0, 50, one.pattern))});
    const auto read = shape.read(json::object{{"text", one.text}});
    EXPECT_EQ(read ? "" : read.error().at(0).code, one.fault) << one.text;
  }
}

TEST(Shape, bounds_the_faults_it_lists) {
  std::string text = "{";
  for (int i = 0; i < 500; ++i) text += "\"x" + std::to_string(i) + "\":1,";
  text.back() = '}';
  EXPECT_EQ(faults_in(text).size(), 100u);
  const auto many = R"({"papers":[1,1,1,1],"id":1})";
  EXPECT_THAT(faults_in(many), testing::Contains("/papers http.too_many"));
  EXPECT_THAT(faults_in(many), testing::Not(testing::Contains("/papers/0 http.wrong_type")));
}

TEST(Shape, integers_are_whole_and_fit_their_type) {
  struct One {
    std::uint8_t small = 0;
    std::optional<std::int64_t> large;
  };
  const auto shape =
      object<One>("One", {field("small", &One::small, integer(-5, 1000)), field("large", &One::large)});
  EXPECT_EQ(shape.parse(R"({"small":3.0,"large":null})")->small, 3);
  EXPECT_EQ(*shape.parse(R"({"small":0,"large":9223372036854775807})")->large, INT64_MAX);
  EXPECT_EQ(shape.parse(R"({"small":256})").error().at(0).params.at("max"), "255");
  EXPECT_FALSE(shape.parse(R"({"small":-1})").has_value());
  EXPECT_FALSE(shape.parse(R"({"small":1e300})").has_value());
  EXPECT_EQ(shape.parse(R"({"small":"1"})").error().at(0).code, "http.wrong_type");
}

TEST(Shape, becomes_json_schema_with_named_components) {
  Components components;
  const auto schema = shape<FiledBody>().schema()->describe(components);
  EXPECT_EQ(schema.at("$ref").as_string(), "#/components/schemas/FiledBody");
  ASSERT_TRUE(components.contains("PaperBody"));
  EXPECT_EQ(
      json::serialize(components.at("PaperBody")),
      R"({"type":"object","additionalProperties":false,"properties":{"paper":{"type":"string","minLength":1,)"
      R"("maxLength":80},"originals":{"type":"integer","minimum":0,"maximum":999},"note":{"anyOf":[{"type":)"
      R"("string","maxLength":10},{"type":"null"}]}},"required":["paper","originals"]})");
}

TEST(Shape, two_structs_may_not_share_a_component_name) {
  struct A {
    int a = 0;
  };
  struct B {
    int b = 0;
  };
  Components components;
  object<A>("Same", {field("a", &A::a)}).schema()->describe(components);
  EXPECT_THROW(object<B>("Same", {field("b", &B::b)}).schema()->describe(components), CheckFailed);
  EXPECT_THROW(object<A>("Twice", {field("a", &A::a), field("a", &A::a)}), CheckFailed);
}

RC_GTEST_PROP(ShapeProperty, what_is_written_is_read_back, ()) {
  FiledBody body;
  for (auto& byte : body.id.bytes) byte = *rc::gen::arbitrary<std::uint8_t>();
  body.channel = *rc::gen::element(Channel::counter, Channel::online);
  const auto count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) {
    PaperBody paper;
    paper.paper = "Giấy " + std::to_string(*rc::gen::inRange(0, 1000));
    paper.originals = *rc::gen::inRange(0, 1000);
    if (*rc::gen::arbitrary<bool>()) paper.note = *rc::gen::element<std::string>("", "ghi chú", "\t\"\\/");
    body.papers.push_back(std::move(paper));
  }
  if (*rc::gen::arbitrary<bool>())
    body.birth_date = LocalDate{std::chrono::days(*rc::gen::inRange(-20000, 20000))};
  if (*rc::gen::arbitrary<bool>()) {
    body.at = Instant{std::chrono::milliseconds(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000))};
  }
  body.return_by = *rc::gen::element<std::string>("counter", "post");
  body.amount = *rc::gen::inRange(0, 1'000'000) / 8.0;
  body.urgent = *rc::gen::arbitrary<bool>();
  body.days = *rc::gen::container<std::vector<int>>(2, rc::gen::inRange(0, 32));
  const auto& shape = shape_of(static_cast<const FiledBody*>(nullptr));
  const auto read = shape.parse(json::serialize(shape.write(body)));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == body);
}

RC_GTEST_PROP(ShapeProperty, the_quick_text_is_the_canonical_one, (const std::string& note)) {
  const std::vector<PaperBody> papers{{"Giấy \"khai sinh\"", 1, {}}, {"b", 2, note}, {"", -3, "\n"}};
  const auto shape = list<PaperBody>(0, 9);
  EXPECT_EQ(shape.canonical(papers), canonical_json(shape.write(papers)));
}

// Everything that can be read from canonical text without building its JSON.
struct QuickBody {
  Uuid id;
  Channel channel = Channel::counter;
  std::vector<PaperBody> papers;
  std::optional<Instant> at;
  std::string return_by = "counter";
  std::int64_t amount = 0;
  bool urgent = false;
  LanguageMap name;
  std::vector<int> days;
  bool operator==(const QuickBody&) const = default;
};
const Shape<QuickBody>& shape_of(const QuickBody*) {
  static const auto shape = object<QuickBody>(
      "QuickBody", {field("id", &QuickBody::id),
                    field("channel", &QuickBody::channel,
                          choice<Channel>({{"counter", Channel::counter}, {"online", Channel::online}})),
                    field("papers", &QuickBody::papers, list<PaperBody>(0, 3)), field("at", &QuickBody::at),
                    field("return_by", &QuickBody::return_by, one_of({"counter", "post"})).or_default(),
                    field("amount", &QuickBody::amount), field("urgent", &QuickBody::urgent),
                    field("name", &QuickBody::name), field("days", &QuickBody::days).or_default()});
  return shape;
}

constexpr std::string_view quick =
    R"({"amount":-120,"at":"2026-02-25T15:30:00+07:00","channel":"online","days":[0,31],)"
    R"("id":"018f3c5e-7a00-7000-8000-000000000001","name":{"en":"","vi":"Điện Biên"},)"
    R"("papers":[{"note":null,"originals":1,"paper":"Giấy khai sinh"},{"note":"x","originals":0,"paper":"b"}],)"
    R"("return_by":"post","urgent":true})";

TEST(Shape, canonical_text_is_read_without_building_its_json) {
  const auto& shape = shape_of(static_cast<const QuickBody*>(nullptr));
  const auto read = shape.read_canonical(quick);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, shape.parse(quick).value());
  EXPECT_EQ(shape.canonical(*read), quick);
  QuickBody bare;
  bare.id = *Uuid::parse("018f3c5e-7a00-7000-8000-000000000001");
  bare.name.vi = "x";
  EXPECT_EQ(shape.read_canonical(shape.canonical(bare)), bare);
  const std::string without =
      R"({"amount":0,"at":null,"channel":"counter",)"
      R"("id":"018f3c5e-7a00-7000-8000-000000000001","name":{"vi":"x"},"papers":[],"urgent":false})";
  EXPECT_EQ(shape.read_canonical(without), bare) << "what may be left out keeps its default";
}

TEST(Shape, any_other_text_is_left_to_the_reader_of_any_json) {
  const auto& shape = shape_of(static_cast<const QuickBody*>(nullptr));
  const auto changed = [&](std::string_view from, std::string_view to) {
    std::string text(quick);
    const auto at = text.find(from);
    CHECK(at != std::string::npos);
    return shape.read_canonical(text.replace(at, from.size(), to)).has_value();
  };
  EXPECT_TRUE(changed("-120", "120"));
  for (const auto& [from, to] :
       std::vector<std::pair<std::string_view, std::string_view>>{{"{\"amount", " {\"amount"},
                                                                  {"true}", "true} "},
                                                                  {"-120", "-120.0"},
                                                                  {"-120", "1e3"},
                                                                  {"-120", "0120"},
                                                                  {"-120", "-0"},
                                                                  {"Điện", "\\u0110iện"},
                                                                  {"Điện", "\xC3("},
                                                                  {"Điện", "a\tb"},
                                                                  {"Điện", "\u202E"},
                                                                  {"\"post", "\"home"},
                                                                  {"online", "fax"},
                                                                  {"[0,31]", "[0,31,]"},
                                                                  {"[0,31]", "[0, 31]"},
                                                                  {"[0,31]", "{}"},
                                                                  {":null", ":nul"},
                                                                  {"true", "1"},
                                                                  {"\"paper\"", "\"pape\""},
                                                                  {"\"b\"", "\"\""},
                                                                  {"2026-02-25T", "2026-13-25T"},
                                                                  {"urgent\":true", "urgent\":true,\"x\":1"},
                                                                  {"-120", "99999999999999999999"},
                                                                  {"\"originals\":1", "\"originals\":1000"}})
    EXPECT_FALSE(changed(from, to)) << from << " → " << to;
  EXPECT_FALSE(shape.read_canonical(quick.substr(0, quick.size() - 1)));
  EXPECT_FALSE(shape.read_canonical(""));
  EXPECT_FALSE(shape_of(static_cast<const FiledBody*>(nullptr)).read_canonical(good))
      << "holds what has no quick way";
}

RC_GTEST_PROP(ShapeProperty, both_readers_agree, (const std::string& note)) {
  const auto& shape = shape_of(static_cast<const QuickBody*>(nullptr));
  std::string text(quick);
  const auto at = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(text.size())));
  text.replace(at, static_cast<std::size_t>(*rc::gen::inRange(0, 3)), note.substr(0, 2));
  const auto read = shape.read_canonical(text);
  const auto whole = shape.parse(text);
  RC_ASSERT(!read || (whole && *whole == *read));
}

RC_GTEST_PROP(ShapeProperty, no_text_makes_it_throw, (const std::string& tail)) {
  const auto at = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(good.size())));
  (void)shape<FiledBody>().parse(std::string(good.substr(0, at)) + tail);
}

}  // namespace
}  // namespace motcua::http
