// Browsing, all parts of a procedure, the checklist, pictures, posters and bad input.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"
#include "guide/guide.h"
#include "guide/life_events.h"
#include "guide/pictograms.h"
#include "guide/served.h"
#include "http/compress.h"

namespace motcua::guide {
namespace {

using http::Response;
using ::testing::HasSubstr;
using ::testing::Not;

class BrowseTest : public ::testing::Test {
 protected:
  BrowseTest() { add(router, "https://motcua.example.vn"); }
  void add(http::Router& to, const std::string& base_url) {
    add_routes(to, {.site = {.province = {"Tỉnh Điện Biên", "Điện Biên Province"}, .base_url = base_url},
                    .clock = clock,
                    .organisation = organisation,
                    .shelf = shelf,
                    .timetables = timetables});
    to.set_error_page([](const Problems& problems, Language language, std::string_view incident) {
      return error_page({.province = {"Tỉnh Điện Biên", ""}}, problems, language, incident);
    });
  }
  Response get(const std::string& target, const http::Headers& headers = {}) {
    return router.handle(http::request_for(http::Method::get, target, {}, headers));
  }
  std::string html(const std::string& target, const http::Headers& headers = {}) {
    const auto page = get(target, headers);
    EXPECT_EQ(page.status, 200) << target;
    return std::string(page.content());
  }
  LocalDate today() const { return local_date(clock.now()); }

  ManualClock clock{*parse_instant("2026-11-20T09:42:10+07:00")};
  organisation::Organisation organisation = organisation::load_organisation();
  catalogue::Shelf shelf{catalogue::Catalogue::shipped()};
  workflow::Timetables timetables{organisation, calendar::shipped_calendar()};
  http::Router router;
};

TEST_F(BrowseTest, EveryProcedureIsReachedThroughItsSector) {
  const auto browse = html("/thu-tuc");
  std::size_t reached = 0;
  for (const auto& sector : sectors(*shelf.current(), today(), false)) {
    EXPECT_THAT(browse, HasSubstr("href=\"" + sector_path(sector.key) + "\""));
    const auto list = html(sector_path(sector.key));
    for (const auto& each : sector.procedures) {
      EXPECT_THAT(list, HasSubstr("href=\"" + procedure_path(each->code) + "\""));
      ++reached;
    }
  }
  EXPECT_EQ(reached, shelf.current()->all(today()).size());
}

TEST_F(BrowseTest, ALongSectorHasSeveralPages) {
  std::vector<catalogue::ProcedureVersion> versions;
  for (int i = 0; i < 230; ++i) {
    catalogue::ProcedureVersion version;
    version.code = "9." + std::to_string(100000 + i);
    version.number = 1;
    version.name.vi = "Việc số " + std::to_string(i);
    version.sector.vi = "Thủy lợi";
    versions.push_back(version);
  }
  shelf.replace(std::make_shared<const catalogue::Catalogue>(versions));
  std::size_t found = 0;
  for (const auto* page : {"", "?trang=2", "?trang=3"}) {
    const auto list = html(std::string("/linh-vuc/thuy-loi") + page);
    for (const auto& version : versions)
      found += list.find("/thu-tuc/" + version.code + "\"") != std::string::npos;
  }
  EXPECT_EQ(found, 230U);
  for (const auto* page : {"?trang=4", "?trang=0", "?trang=-1"}) {
    EXPECT_EQ(get(std::string("/linh-vuc/thuy-loi") + page).status, 404) << page;
  }
}

TEST_F(BrowseTest, AProcedureTellsAllItsParts) {
  const auto page = html("/thu-tuc/1.001193");
  const auto version = shelf.current()->find("1.001193", today());
  for (const auto& paper : version->papers) EXPECT_THAT(page, HasSubstr(paper.name.vi));
  for (const auto& act : version->legal) EXPECT_THAT(page, HasSubstr(act));
  for (const auto& step : version->steps) EXPECT_THAT(page, HasSubstr(step.name.vi));
  for (const auto& note : version->notes) EXPECT_THAT(page, HasSubstr(note.vi));
  EXPECT_THAT(page, HasSubstr(version->result_name.vi));
  EXPECT_THAT(page, HasSubstr("Ông bà đi thay cha mẹ cũng được"));  // the last paragraph of its guidance
  EXPECT_THAT(page, HasSubstr("Cấp xã: Ủy ban nhân dân xã, phường"));
  EXPECT_THAT(page, HasSubstr("Qua bưu điện"));
  EXPECT_THAT(page, HasSubstr("href=\"/linh-vuc/ho-tich\""));
  EXPECT_THAT(page, HasSubstr("/gop-y?ve=%2Fthu-tuc%2F1.001193"));
}

TEST_F(BrowseTest, TheChecklistFollowsTheTickedCases) {
  const auto page = html("/thu-tuc/1.001193?chon=1&th1=1");
  EXPECT_THAT(page, HasSubstr("/thu-tuc/1.001193/giay-to?chon=1&amp;th1=1"));
  const auto list = html("/thu-tuc/1.001193/giay-to?chon=1&th1=1");
  EXPECT_THAT(list, HasSubstr("Giấy chứng sinh"));
  EXPECT_THAT(list, Not(HasSubstr("người làm chứng")));
  EXPECT_THAT(list, HasSubstr("/to-dan/thu-tuc/1.001193?chon=1&amp;th1=1"));
  const auto unsaid = html("/thu-tuc/1.001193/giay-to");
  EXPECT_THAT(unsaid, HasSubstr("Tùy trường hợp, mang thêm"));
  EXPECT_THAT(unsaid, HasSubstr("người làm chứng"));
}

TEST_F(BrowseTest, ACommuneSaysWhatCanBeDoneThere) {
  const auto page = html("/xa/03313");
  EXPECT_THAT(page, HasSubstr("Làm được gì ở đây"));
  EXPECT_THAT(page, HasSubstr("href=\"/linh-vuc/ho-tich\""));
  EXPECT_THAT(page, HasSubstr("href=\"/to-dan/xa/03313\""));
}

TEST_F(BrowseTest, LargePicturesAreRememberedAndPagesKeptApart) {
  EXPECT_THAT(html("/thu-tuc/1.001193"), Not(HasSubstr("data-pictures")));
  EXPECT_THAT(html("/thu-tuc/1.001193", {{"Cookie", "pictures=large"}}),
              HasSubstr("data-pictures=\"large\""));
  const auto saved =
      router.handle(http::request_for(http::Method::post, "/hien-thi", "pictures=large&back=/",
                                      {{"Content-Type", "application/x-www-form-urlencoded"}}));
  EXPECT_THAT(std::string(saved.header("set-cookie")), HasSubstr("pictures=large"));
}

TEST(Pictograms, EveryOneIsDrawnAndEveryRowNamesOne) {
  const Table drawn = read_tsv(resource("guide/pictograms.tsv"));
  ASSERT_GT(drawn.rows.size(), 20U);
  for (std::size_t row = 0; row < drawn.rows.size(); ++row) {
    for (const auto& part : pictogram(drawn.at(row, "key")))
      EXPECT_FALSE(documents::outline(part.path).empty());
  }
  const Table papers = read_tsv(resource("guide/paper_pictures.tsv"));
  for (std::size_t row = 0; row < papers.rows.size(); ++row) {
    EXPECT_TRUE(has_pictogram(papers.at(row, "picture"))) << papers.at(row, "picture");
  }
}

TEST(Pictograms, APaperHasThePictureOfItsKind) {
  EXPECT_EQ(paper_picture("Giấy chứng sinh"), "medical");
  EXPECT_EQ(paper_picture("Căn cước hoặc hộ chiếu, chỉ đưa ra xem"), "idcard");
  EXPECT_EQ(paper_picture("Tờ khai đăng ký kết hôn"), "marry");
  EXPECT_EQ(paper_picture("Hóa đơn tiền điện"), "money");
  EXPECT_EQ(paper_picture("Đơn đề nghị"), "form");
  EXPECT_EQ(paper_picture("Một thứ chưa ai nghĩ tới"), "paper");
}

TEST_F(BrowseTest, PostersArePdfAndLeadToThePage) {
  for (const auto* path : {"/to-dan/thu-tuc/1.001193", "/to-dan/thu-tuc/1.001193?kho=a3",
                           "/to-dan/linh-vuc/ho-tich", "/to-dan/xa/03313?lang=en"}) {
    const auto pdf = get(path);
    EXPECT_EQ(pdf.status, 200) << path;
    EXPECT_EQ(pdf.header("content-type"), "application/pdf");
    EXPECT_TRUE(pdf.content().starts_with("%PDF-")) << path;
    EXPECT_EQ(get(path).content(), pdf.content());
    if (const char* kept = std::getenv("POSTERS_DIR")) {
      std::string name(path);
      std::replace_if(
          name.begin(), name.end(), [](char sign) { return sign == '/' || sign == '?'; }, '_');
      std::ofstream(std::string(kept) + "/" + name + ".pdf", std::ios::binary) << pdf.content();
    }
  }
  EXPECT_NE(get("/to-dan/thu-tuc/1.001193").content(), get("/to-dan/thu-tuc/1.001193?chon=1").content());
  for (const auto* path : {"/to-dan/thu-tuc/9.999999", "/to-dan/linh-vuc/khong", "/to-dan/xa/11"}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
}

TEST_F(BrowseTest, EveryShippedPosterScansBack) {
  namespace fs = std::filesystem;
  std::string directory = (fs::temp_directory_path() / "scans.XXXXXX").string();
  ASSERT_NE(::mkdtemp(directory.data()), nullptr);
  const std::string path = directory + "/booklet";
  std::ofstream(path + ".pdf", std::ios::binary) << get("/to-dan/xa/03313").content();
  const auto command = "pdftoppm -r 60 -gray -png " + path + ".pdf " + path + " && zbarimg --raw -q " +
                       directory + "/*.png > " + path + ".txt; rm -f " + directory + "/*.png";
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::ifstream file(path + ".txt");
  std::stringstream read;
  read << file.rdbuf();
  EXPECT_THAT(read.str(), HasSubstr("https://motcua.example.vn/xa/03313\n"));
  for (const auto& version : shelf.current()->all(today())) {
    if (served_at(*version) == ServedAt::elsewhere) continue;
    EXPECT_THAT(read.str(), HasSubstr("https://motcua.example.vn/thu-tuc/" + version->code + "\n"));
  }
  fs::remove_all(directory);
}

TEST_F(BrowseTest, WithoutAnAddressOfItsOwnThereAreNoPosters) {
  http::Router bare;
  add(bare, "");
  const auto refused = bare.handle(
      http::request_for(http::Method::get, "/to-dan/thu-tuc/1.001193", {}, {{"Accept", "text/html"}}));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(std::string(refused.content()), HasSubstr("public-url"));
  const auto page = bare.handle(http::request_for(http::Method::get, "/thu-tuc/1.001193"));
  EXPECT_THAT(std::string(page.content()), Not(HasSubstr("/to-dan/")));
}

// Whatever is asked for: an answer in the look of the pages, nothing of ours, nothing back unescaped.
TEST_F(BrowseTest, BadInputIsAnsweredPolitely) {
  const std::string markup = "%3Cscript%3Ealert(1)%3C%2Fscript%3E", quote = "%22%27%3E%3Cimg%20src%3Dx%3E";
  std::vector<std::string> words{markup,
                                 quote,
                                 std::string(10'000, 'a'),
                                 "%F0%9F%91%B6%F0%9F%91%B6",
                                 "%20%20%20",
                                 "%E0%BA%82%E0%BB%8D",
                                 "%25%25%25",
                                 "..",
                                 "%7B%7B%7Bx%7D%7D%7D"};
  for (const auto& word : words) {
    for (const auto* before :
         {"/thu-tuc/", "/linh-vuc/", "/viec/", "/xa/", "/to-dan/xa/", "/to-dan/linh-vuc/", "/to-dan/thu-tuc/",
          "/chon-xa?q=", "/chon-xa?back=", "/hien-thi?back=", "/thu-tuc/1.001193?th1=", "/thu-tuc/1.001193?",
          "/thu-tuc/1.001193/giay-to?th1=", "/linh-vuc/ho-tich?trang=", "/?lang="}) {
      auto request = http::read_request(http::Method::get, before + word, {{"Accept", "text/html"}}, "");
      if (!request) continue;  // the server has refused it already
      const auto page = router.handle(std::move(*request));
      const std::string text(page.content());
      EXPECT_LT(page.status, 500) << before << word.substr(0, 40);
      EXPECT_THAT(text, Not(HasSubstr("<script>alert"))) << before;
      EXPECT_THAT(text, Not(HasSubstr("<img src"))) << before;
    }
  }
  for (const auto* target : {"/thu-tuc/%FF", "/thu-tuc/%C3%28", "/xa/%00", "/linh-vuc/%E0%A0"}) {
    EXPECT_FALSE(http::read_request(http::Method::get, target, {}, "")) << target;
  }
  for (const auto* target : {"/tim?q=%FF", "/tim?q=%00", "/tim?%FF=%C3%28",
                             "/hoi?xa=a%E1%BA%BB%E1%BA%BB%E1%BA%BB%E1%BA%BB&q=a%FF"}) {
    const auto page = get(target);
    EXPECT_EQ(page.status, 200) << target;
    EXPECT_TRUE(valid_utf8(page.content())) << target;
  }
}

TEST_F(BrowseTest, CookiesOfNonsenseChangeNothing) {
  const auto page = get("/", {{"Cookie", "xa=<script>; text=\"x; contrast=%22; pictures=<b>; lang=xx"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(std::string(page.content()), Not(HasSubstr("<script>")));
}

}  // namespace
}  // namespace motcua::guide
