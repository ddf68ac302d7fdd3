#include "http/page.h"

#include <gtest/gtest.h>

#include "base/check.h"

namespace motcua::http {
namespace {

std::string shown(std::string_view text, const View& view = {}) {
  return render_template(text, view, Language::vi);
}

TEST(Page, TextIsEscapedInElementsAndAttributes) {
  const auto view = View().set("name", "<b>\"O'Brien\" & \xC4\x90\xE1\xBB\x97</b>");
  EXPECT_EQ(shown("<p title=\"{{name}}\">", view),
            "<p title=\"&lt;b&gt;&quot;O&apos;Brien&quot; &amp; \xC4\x90\xE1\xBB\x97&lt;/b&gt;\">");
}

TEST(Page, SectionsFollowFlagsListsAndInnerViews) {
  View view;
  view.set("yes", true).set("no", false).maybe("empty", "").maybe("full", "x");
  view.set("list", std::vector<View>{View().set("n", "1"), View().set("n", "2")});
  view.set("none", std::vector<View>());
  view.set("inner", View().set("n", "3"));
  EXPECT_EQ(shown("{{#yes}}a{{/yes}}{{#no}}b{{/no}}{{^no}}c{{/no}}", view), "ac");
  EXPECT_EQ(shown("{{#empty}}a{{/empty}}{{#full}}{{full}}{{/full}}", view), "x");
  EXPECT_EQ(shown("{{#list}}{{n}},{{/list}}{{^none}}none{{/none}}{{#inner}}{{n}}{{/inner}}", view),
            "1,2,none3");
}

TEST(Page, AnUnknownNameIsOurMistake) {
  EXPECT_THROW(shown("{{nobody}}"), CheckFailed);
  EXPECT_THROW(shown("{{#nobody}}x{{/nobody}}"), CheckFailed);
  EXPECT_THROW(shown("{{^nobody}}x{{/nobody}}"), CheckFailed);
  EXPECT_THROW(shown("{{@no.such.sentence}}"), CheckFailed);
}

TEST(Page, RawOutputIsRefused) {
  const auto view = View().set("a", "<i>");
  for (const auto* text : {"{{{a}}}", "{{&a}}", "{{ & a}}", "{{ {a} }}", "{{=<% %>=}}<%a%>"}) {
    EXPECT_THROW(shown(text, view), CheckFailed) << text;
  }
}

TEST(Page, BrokenTemplatesAreRefused) {
  const auto view = View().set("a", true);
  EXPECT_THROW(shown("{{#a}}never closed", view), CheckFailed);
  EXPECT_THROW(shown("{{a", view), CheckFailed);
}

TEST(Page, PartialsAreOtherEmbeddedTemplates) {
  EXPECT_NE(shown("<a>{{> guide/pages/icon_check.svg}}</a>").find("<svg"), std::string::npos);
  EXPECT_THROW(shown("{{> no/such/page.html}}"), CheckFailed);
}

TEST(Page, SentencesComeInTheLanguageOfThePage) {
  EXPECT_EQ(render_template("{{@http.title.404}}", {}, Language::vi), "Không tìm thấy");
  EXPECT_EQ(render_template("{{@http.title.404}}", {}, Language::en), "Not found");
}

TEST(Form, FieldsAreDecoded) {
  const auto form =
      parse_form("unit=03325&back=%2Fthu-tuc%2F1.001193&q=khai+sinh&empty=&flag&bad=%zz&unit=2");
  EXPECT_EQ(form.at("unit"), "2");
  EXPECT_EQ(form.at("back"), "/thu-tuc/1.001193");
  EXPECT_EQ(form.at("q"), "khai sinh");
  EXPECT_EQ(form.at("empty"), "");
  EXPECT_EQ(form.at("flag"), "");
  EXPECT_EQ(form.at("bad"), "%zz");
  EXPECT_TRUE(parse_form("").empty());
  EXPECT_EQ(parse_form("%C4%91=a%2").at("đ"), "a%2");
}

TEST(Form, SegmentsArePercentEncoded) {
  EXPECT_EQ(encode_segment("H18.036-261120-0018"), "H18.036-261120-0018");
  EXPECT_EQ(encode_segment("a/b?c=d e"), "a%2Fb%3Fc%3Dd%20e");
  EXPECT_EQ(encode_segment("đ"), "%C4%91");
}

}  // namespace
}  // namespace motcua::http
