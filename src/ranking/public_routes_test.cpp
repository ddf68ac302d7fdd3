// The public ranking and the open data as a browser and a script get them.
#include "ranking/public_routes.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "all_sql.h"
#include "base/resource.h"
#include "base/table.h"
#include "http/compress.h"
#include "ranking/ranking.h"
#include "ranking/ranking_page.h"
#include "ranking/suppress.h"
#include "store/testing.h"

namespace motcua::ranking {
namespace {

using http::request_for;
using http::Response;
using std::chrono::days;
using std::chrono::hours;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t most_bytes_of_a_page = 30 * 1024;  // compressed, with its styles (UX.md section 7)

// To look at a page: MOTCUA_PAGES=/some/folder build/release/tests/ranking_test
void keep(const std::string& name, const Response& response) {
  const char* folder = std::getenv("MOTCUA_PAGES");
  if (folder == nullptr) return;
  std::filesystem::create_directories(folder);
  std::string html(response.content());
  const auto replace = [&](const std::string& from, const std::string& to) {
    const auto at = html.find(from);
    if (at != std::string::npos) html.replace(at, from.size(), to);
  };
  replace("href=\"" + guide::stylesheet_path(), "href=\"public.css");
  replace("href=\"/xep-hang.css", "href=\"ranking.css");
  std::ofstream(std::string(folder) + "/" + name + ".html") << html;
  std::ofstream(std::string(folder) + "/public.css") << guide::stylesheet();
  std::ofstream(std::string(folder) + "/ranking.css") << resource("ranking/pages/ranking.css");
}

class PublicRankingTest : public ::testing::Test {
 protected:
  PublicRankingTest() {
    add_public_routes(router, {{.province = {"Tỉnh Điện Biên", "Điện Biên Province"},
                                .base_url = "https://motcua.example.vn",
                                .synthetic = true},
                               clock,
                               organisation,
                               shelf,
                               *store});
    // Every commune but the last receives dossiers in August and September, each with another share online.
    const auto communes = organisation.communes();
    for (std::size_t n = 0; n + 1 < communes.size(); ++n) {
      for (const int month : {8, 9}) {
        const std::size_t received = 4 + (n * 7 + month * 5) % 40;
        for (std::size_t i = 0; i < received; ++i)
          file(communes[n]->code, i * 45 < received * ((n * 13 + month * month) % 46), month, i);
      }
    }
    while (dossier::append_positions(*store)) {
    }
    Projection(*store, counting).rebuild();
    dossier::close_days(
        *store,
        {"11", province_offset, SigningKey(SecretKey::make(random)), {}, counts_inputs(province_offset)},
        clock.now());
  }

  void file(const std::string& unit, bool online, int month, std::size_t n) {
    const Instant at =
        to_instant(LocalTime(LocalDate(std::chrono::year(2025) / month / (1 + static_cast<int>(n) % 28)))) +
        hours(8);
    dossier::Beginning beginning{Uuid::v7(at, random), clerk, {"H18.036"}, local_date(at), {}, {}};
    beginning.events = {{dossier::Submitted{"",
                                            "1.001193",
                                            1,
                                            online ? catalogue::Channel::online : catalogue::Channel::counter,
                                            {unit, unit, unit},
                                            {},
                                            dossier::ReturnBy::counter},
                         at,
                         {}},
                        {dossier::Accepted{at, {}, {{"receive", {}}}, {}, 0, true}, at, {}}};
    store
        ->write([&](store::Writer& w) {
          return dossiers.begin(w, {Uuid::v7(at, random), at, {}}, beginning);
        })
        .value();
  }
  Response get(const std::string& target, const http::Headers& headers = {{"Accept", "text/html"}}) {
    return router.handle(request_for(http::Method::get, target, {}, headers));
  }

  SeededRandom random{21};
  ManualClock clock{*parse_instant("2025-10-06T09:42:00+07:00")};
  const dossier::Actor clerk{dossier::Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}};
  dossier::Keys keys{SecretKey::make(random)};
  dossier::Dossiers dossiers{keys, random};
  store::TestStore store{{store::Engine::sqlite, "sqlite"}, all_migrations()};
  organisation::Organisation organisation = organisation::load_organisation();
  workflow::Timetables timetables{organisation, calendar::shipped_calendar()};
  const Counting counting{organisation, timetables};
  catalogue::Shelf shelf{catalogue::Catalogue::shipped()};
  http::Router router;
};

TEST_F(PublicRankingTest, EveryCommuneHasALineATileAndAWordForItsMovement) {
  const auto page = get("/xep-hang/2025-09?xa=03313");
  keep("ranking", page);
  ASSERT_EQ(page.status, 200) << page.content();
  const std::string html(page.content());
  for (const auto* unit : organisation.communes()) {
    EXPECT_THAT(html, HasSubstr("id=\"x" + unit->code + "\""));
    EXPECT_THAT(html, HasSubstr("href=\"#x" + unit->code + "\""));
  }
  EXPECT_THAT(html, HasSubstr("Xếp hạng 45 xã, phường"));
  EXPECT_THAT(html, HasSubstr("Tháng 9/2025"));
  EXPECT_THAT(html, HasSubstr("So tháng 8/2025"));
  EXPECT_THAT(html, HasSubstr("ít hồ sơ"));
  EXPECT_THAT(html, HasSubstr("chưa có hồ sơ"));
  EXPECT_THAT(html, HasSubstr("không đo được"));
  EXPECT_THAT(html, HasSubstr("Xã Mường Lạn, tháng 9/2025"));
  EXPECT_THAT(html, HasSubstr("Cộng lại"));
  EXPECT_THAT(html, HasSubstr("/du-lieu-mo"));
  EXPECT_THAT(html, HasSubstr("Tự đếm lại"));
  EXPECT_THAT(html, HasSubstr("Dữ liệu mô phỏng"));
  EXPECT_THAT(html, Not(HasSubstr("style=")));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
}

TEST_F(PublicRankingTest, APageIsLight) {
  const auto page = get("/xep-hang/2025-09?xa=03313&so=03313&voi=03283");
  keep("ranking-compared", page);
  const auto size = http::brotli(page.content(), 5).size() + http::brotli(guide::stylesheet(), 5).size() +
                    http::brotli(resource("ranking/pages/ranking.css"), 5).size();
  EXPECT_LT(size, most_bytes_of_a_page);
  EXPECT_THAT(std::string(page.content()), HasSubstr("Đang xử lý quá hạn"));
}

TEST_F(PublicRankingTest, PeriodsAreChosenByAddress) {
  EXPECT_EQ(get("/xep-hang").status, 200);
  const auto chosen = get("/xep-hang?ky=2025-Q3&xa=03313");
  EXPECT_EQ(chosen.status, 303);
  EXPECT_EQ(chosen.header("Location"), "/xep-hang/2025-Q3?xa=03313");
  for (const auto* period : {"2025-Q3", "2025", "2025-08"})
    EXPECT_EQ(get(std::string("/xep-hang/") + period).status, 200);
  const auto english = get("/xep-hang/2025-Q3?lang=en");
  keep("ranking-english", english);
  EXPECT_THAT(std::string(english.content()), HasSubstr("Ranking of 45 communes and wards"));
  EXPECT_THAT(std::string(get("/xep-hang/2025-06").content()), HasSubstr("chưa có hồ sơ nào được tiếp nhận"));
  for (const auto* wrong : {"2025-11", "2025-13", "2025-W31", "x", "2025-09-01..2025-08-01"}) {
    EXPECT_EQ(get(std::string("/xep-hang/") + wrong).status, 422) << wrong;
    EXPECT_EQ(get(std::string("/xep-hang?ky=") + wrong).status, 422) << wrong;
  }
}

TEST_F(PublicRankingTest, StrangeUnitsAreLeftOut) {
  const std::string html(get("/xep-hang/2025-09?xa=<b>&so=99999&voi=03283").content());
  EXPECT_THAT(html, HasSubstr("Chọn xã của bà con"));
  EXPECT_THAT(html, Not(HasSubstr("<b>&")));
  EXPECT_THAT(html, Not(HasSubstr("class=\"two\"")));
}

TEST_F(PublicRankingTest, AFormerCommuneAnswersThroughItsSuccessorAndSaysSo) {
  const auto& all = organisation.all();
  const auto former = std::find_if(all.begin(), all.end(), [&](const auto& unit) {
    return unit.former() && organisation.successor_of(unit).code == "03313" &&
           organisation.find(unit.code) == nullptr;
  });
  ASSERT_NE(former, all.end());
  const std::string html(
      get("/xep-hang/2025-09?xa=" + former->code + "&so=" + former->code + "&voi=03283").content());
  EXPECT_THAT(html, HasSubstr("Xã Mường Lạn, tháng 9/2025"));
  EXPECT_THAT(html, HasSubstr(former->name.vi + " đã sắp xếp; đây là số liệu của Xã Mường Lạn"));
  EXPECT_THAT(html, HasSubstr("class=\"two\""));
}

TEST_F(PublicRankingTest, TheOpenDataAreListedServedAndHold) {
  const auto page = get("/du-lieu-mo");
  keep("open-data", page);
  ASSERT_EQ(page.status, 200) << page.content();
  EXPECT_THAT(std::string(page.content()), HasSubstr("/du-lieu-mo/days/2025-08-01.json"));
  const auto report = check_published(
      [&](const std::string& path) {
        const auto answer = get("/du-lieu-mo/" + path, {});
        return answer.status == 200 ? std::optional(std::string(answer.content())) : std::nullopt;
      },
      organisation, {}, nullptr);
  ASSERT_FALSE(report.fault) << report.fault->invariant << " " << report.fault->file << " "
                             << report.fault->detail;
  EXPECT_EQ(report.first_day, parse_date("2025-08-01"));
  EXPECT_EQ(report.last_day, parse_date("2025-10-05"));
  EXPECT_EQ(get("/du-lieu-mo/inputs.csv").header("Access-Control-Allow-Origin"), "*");
  for (const auto& name : open_tables()) {
    EXPECT_EQ(get("/du-lieu-mo/" + name + ".csv").status, 200) << name;
    EXPECT_EQ(get("/du-lieu-mo/" + name + ".json").status, 200) << name;
  }
  for (const auto* missing : {"/du-lieu-mo/x.csv", "/du-lieu-mo/days/2025-07-31.json",
                              "/du-lieu-mo/days/x.json", "/du-lieu-mo/days/2025-08-01.csv"})
    EXPECT_EQ(get(missing).status, 404) << missing;
}

TEST_F(PublicRankingTest, FinerTablesShowNoSmallCell) {
  for (const auto* name : {"sectors", "procedures", "reasons"}) {
    const Table table = read_csv(get(std::string("/du-lieu-mo/") + name + ".csv").content());
    for (const auto& row : table.rows)
      EXPECT_TRUE(row.back().empty() || std::stoi(row.back()) >= fewest_shown);
  }
  const Table procedures = read_csv(get("/du-lieu-mo/procedures.csv").content());
  EXPECT_EQ(procedures.rows.size(), 4U) << "two months, two channels";
}

}  // namespace
}  // namespace motcua::ranking
