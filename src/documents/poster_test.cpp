#include "documents/poster.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/check.h"
#include "base/text.h"
#include "documents/testing.h"

namespace motcua::documents {
namespace {

namespace fs = std::filesystem;

const Picture house{{"M8 22 24 9l16 13v21H8z", true}, {"M4 25 24 8l20 17M19 43V30h10v13", false}};
const Instant created = *parse_instant("2026-11-20T00:00:00+07:00");

Poster example() {
  Poster poster;
  poster.office = "Tỉnh Điện Biên · Trung tâm Phục vụ hành chính công";
  poster.sector = "Hộ tịch";
  poster.name = "Đăng ký khai sinh";
  poster.official_name = "Tên trong danh mục: Thủ tục đăng ký khai sinh";
  poster.summary =
      "Con vừa sinh ra thì cha, mẹ hoặc người thân đi làm giấy khai sinh. Nên làm trong 60 ngày.";
  poster.picture = house;
  poster.facts = {{"Thời gian giải quyết", "Trong ngày", "Nhận sau 15 giờ thì trả vào ngày làm việc kế tiếp"},
                  {"Tiền phải nộp", "Không mất tiền", ""},
                  {"Đến đâu", "Trung tâm Phục vụ hành chính công xã, phường nào cũng được", ""}};
  poster.papers = {
      {"Mang theo 2 thứ",
       {{"Tờ khai đăng ký khai sinh", "1 bản chính", house},
        {"Căn cước của người đi làm", "Chỉ đưa ra xem, trả lại ngay.", house}}},
      {"Tùy trường hợp, có thể cần thêm 1 thứ",
       {{"Giấy chứng sinh", "Trường hợp: Khi bệnh viện chưa gửi bản điện tử · 1 bản chính", house}}}};
  poster.url = "https://motcua.example.vn/thu-tuc/1.001193";
  poster.scan = "Quét để xem đủ và biết ngày nhận";
  poster.code = "Mã thủ tục 1.001193";
  poster.foot = "Theo 163/QĐ-BTP, phiên bản có hiệu lực từ Thứ Ba 01/07/2025.";
  poster.page_word = "Trang";
  return poster;
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += (i > 0 ? " " : "") + text;
  return out;
}

// Longer than anything in the national catalogue: 919 signs of a name, forty papers of whole sentences.
Poster longest() {
  Poster poster = example();
  poster.name = repeated("Chuyển mục đích sử dụng đất, giao đất, cho thuê đất đối với trường hợp", 14);
  poster.official_name = repeated("Tên trong danh mục rất dài", 20);
  poster.sector = repeated("Thành lập và hoạt động của tổ hợp tác", 3);
  poster.facts[0].value = repeated("35 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ", 4);
  poster.facts[1].value = repeated("Mức thu theo nghị quyết của Hội đồng nhân dân tỉnh", 4);
  poster.papers[0].papers.clear();
  for (int i = 1; i <= 40; ++i) {
    poster.papers[0].papers.push_back(
        {repeated("Văn bản số " + std::to_string(i) + " của cơ quan có thẩm quyền cho phép chuyển đổi",
                  1 + i % 5),
         "1 bản chính", house});
  }
  poster.papers[0].papers.push_back({repeated("Tên giấy tờ dài hơn cả một trang", 260), "", house});
  return poster;
}

class Posters : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "posters.XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    directory_ = name;
  }
  void TearDown() override { fs::remove_all(directory_); }

  // To look at: POSTERS_DIR=/tmp build/release/tests/documents_test --gtest_filter='Posters*'
  std::string write(const Bytes& pdf, const std::string& name) const {
    if (const char* kept = std::getenv("POSTERS_DIR")) {
      std::ofstream(std::string(kept) + "/" + name + ".pdf", std::ios::binary) << as_text(pdf);
    }
    const std::string path = directory_ / (name + ".pdf");
    std::ofstream(path, std::ios::binary) << as_text(pdf);
    return path;
  }
  static std::string run(const std::string& command) {
    FILE* pipe = ::popen(command.c_str(), "r");
    std::string out;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      out.append(buffer.data(), got);
    EXPECT_EQ(::pclose(pipe), 0) << command;
    return out;
  }
  static std::string words_of(const std::string& path) {
    std::string out;
    for (const auto& word : split(tidy(run("pdftotext -raw " + path + " - | tr '\\f' '\\n'")), ' '))
      out += word;
    return out;
  }
  static std::string squeezed(const std::string& text) {
    std::string out;
    for (const auto& word : split(tidy(text), ' ')) out += word;
    return out;
  }
  static int pages_of(const std::string& path) {
    const std::string facts = run("pdfinfo " + path);
    return std::stoi(facts.substr(facts.find("Pages:") + 6));
  }
  // What a camera reads of one page, printed grey at 100 points an inch.
  static std::string scanned(const std::string& path, int page) {
    const auto number = std::to_string(page);
    return run("pdftoppm -r 100 -gray -png -singlefile -f " + number + " -l " + number + " " + path + " " +
               path + " && zbarimg --raw -q " + path + ".png");
  }
  static void expect_all(const std::string& words, const Poster& poster) {
    std::vector<std::string> wanted{poster.office,        poster.sector,  poster.name,
                                    poster.official_name, poster.summary, poster.scan,
                                    poster.code,          poster.foot,    poster.url};
    for (const auto& fact : poster.facts) wanted.insert(wanted.end(), {fact.label, fact.value, fact.note});
    for (const auto& group : poster.papers) {
      wanted.push_back(group.title);
      for (const auto& paper : group.papers) wanted.insert(wanted.end(), {paper.name, paper.note});
    }
    for (const auto& each : wanted) EXPECT_NE(words.find(squeezed(each)), std::string::npos) << each;
  }

  fs::path directory_;
};

TEST_F(Posters, APosterIsOnePageThatSaysItAllAndScans) {
  for (const auto& [size, name] : {std::pair{PosterSize::a4, "a4"}, std::pair{PosterSize::a3, "a3"}}) {
    const auto path = write(poster_pdf(example(), size, created), std::string("poster-") + name);
    EXPECT_EQ(pages_of(path), 1);
    expect_all(words_of(path), example());
    EXPECT_EQ(scanned(path, 1), example().url + "\n");
  }
  EXPECT_NE(run("pdfinfo " + (directory_ / "poster-a3.pdf").string()).find("(A3)"), std::string::npos);
}

TEST_F(Posters, NothingIsCutWhateverItsLength) {
  const auto path = write(poster_pdf(longest(), PosterSize::a4, created), "poster-longest");
  EXPECT_GT(pages_of(path), 2);
  const auto words = words_of(path);
  EXPECT_NE(words.find(squeezed(longest().name)), std::string::npos);
  EXPECT_NE(words.find(squeezed("Trang 2/")), std::string::npos);
  for (int i = 1; i <= 40; ++i) {
    EXPECT_NE(words.find("Vănbảnsố" + std::to_string(i) + "củacơquan"), std::string::npos) << i;
  }
  EXPECT_EQ(scanned(path, 1), longest().url + "\n");
}

TEST_F(Posters, ABookletListsItsPagesAndEachScans) {
  Booklet booklet;
  booklet.office = "Tỉnh Điện Biên";
  booklet.title = "Trung tâm Phục vụ hành chính công xã Mường Lạn";
  booklet.lines = {"Trụ sở Đảng ủy, HĐND và UBND xã Mường Lạn",
                   "Thứ Hai – Thứ Sáu, 07:00–11:30 và 13:30–17:00"};
  booklet.url = "https://motcua.example.vn/xa/03313";
  booklet.scan = "Quét để xem trên điện thoại";
  booklet.contents_title = "Trong tập này";
  Poster second = example();
  second.name = "Đăng ký kết hôn";
  second.url = "https://motcua.example.vn/thu-tuc/1.000894";
  booklet.parts = {{"Hộ tịch", {longest(), second}}, {"Cư trú", {example()}}};
  const auto path = write(booklet_pdf(booklet, PosterSize::a4, created), "booklet");
  const int pages = pages_of(path);
  const auto words = words_of(path);
  EXPECT_EQ(scanned(path, 1), booklet.url + "\n");
  EXPECT_EQ(scanned(path, pages), example().url + "\n");
  EXPECT_EQ(scanned(path, pages - 1), second.url + "\n");
  // The number is drawn before the name it stands beside.
  EXPECT_NE(words.find(std::to_string(pages - 1) + squeezed(second.name)), std::string::npos);
  EXPECT_NE(words.find(squeezed(booklet.lines[1])), std::string::npos);
}

TEST_F(Posters, SamePosterSameBytes) {
  EXPECT_EQ(poster_pdf(example(), PosterSize::a4, created), poster_pdf(example(), PosterSize::a4, created));
}

TEST_F(Posters, LooksAsApproved) {
  expect_looks_like(poster_pdf(example(), PosterSize::a4, created), "src/documents/poster_golden.png");
}

TEST(Outline, ReadsWhatPicturesUse) {
  const auto circle = outline("M16 13a8 8 0 1 1 16 0a8 8 0 1 1 -16 0z");
  ASSERT_EQ(circle.size(), 6U);
  EXPECT_EQ(circle[1].kind, Segment::Kind::curve);
  EXPECT_DOUBLE_EQ(circle[1].at[4], 24);
  EXPECT_DOUBLE_EQ(circle[1].at[5], 5);   // over the top
  EXPECT_DOUBLE_EQ(circle[3].at[5], 21);  // and below
  EXPECT_DOUBLE_EQ(circle[4].at[4], 16);
  const auto lines = outline("m1 2 3 4H9v-1.5L0 0");
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_DOUBLE_EQ(lines[1].at[0], 4);
  EXPECT_DOUBLE_EQ(lines[3].at[1], 4.5);
  const auto bent = outline("M0 0q1 1 2 0t2 0");
  EXPECT_DOUBLE_EQ(bent[2].at[4], 4);
  EXPECT_LT(bent[2].at[1], 0);  // the mirrored control bends the other way
}

TEST(Outline, RefusesWhatItDoesNotKnow) {
  for (const auto* path : {"x", "M1", "M0 0a3 3 0 0 1 3 3", "M0 0zz1", "5 5"}) {
    EXPECT_THROW(outline(path), CheckFailed) << path;
  }
}

}  // namespace
}  // namespace motcua::documents
