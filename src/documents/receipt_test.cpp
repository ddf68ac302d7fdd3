#include "documents/receipt.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "base/check.h"
#include "base/text.h"
#include "documents/testing.h"

namespace motcua::documents {
namespace {

namespace fs = std::filesystem;

constexpr double mm = 72.0 / 25.4;
const char* const golden = "src/documents/receipt_golden.png";

LocalTime at(std::string_view date, int hour, int minute) {
  return *parse_date(date) + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

ReceiptForm example() {
  ReceiptForm form;
  form.authority = "UBND XÃ MƯỜNG LẠN";
  form.centre = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG";
  form.place = "Mường Lạn";
  form.book = "01";
  form.serial = "0018/TNHS";
  form.code = "H18.036-261120-0018";
  form.secret = "K7MQ";
  form.counter = "Quầy 2, Trung tâm Phục vụ hành chính công xã Mường Lạn";
  form.owner = "Giàng A Chỉnh";
  form.address = "Bản Kéo, xã Mường Lạn, tỉnh Điện Biên";
  form.phone = "0912 000 128";
  form.id_number = "011088000126";
  form.procedure_name = "Đăng ký thành lập hộ kinh doanh";
  form.procedure_code = "1.001612";
  form.papers = {{"Giấy đề nghị đăng ký hộ kinh doanh", 1, 0, 0},
                 {"Biên bản họp thành viên hộ gia đình", 0, 1, 0},
                 {"Văn bản ủy quyền làm chủ hộ kinh doanh", 0, 1, 2}};
  form.sets_note = "Đã đối chiếu căn cước và trả lại ngay.";
  form.statutory_time = "03 ngày làm việc";
  form.received_at = at("2026-11-20", 9, 42);
  form.due_at = at("2026-11-26", 9, 42);
  form.skipped_days = {"Không tính 21, 22/11 (cuối tuần) và 24/11 (nghỉ lễ)"};
  form.fee_dong = 150'000;
  form.fee_note = "đã thu";
  form.return_way = "Quầy 2, nơi đã nộp";
  form.officer = "Lò Thị Hạnh";
  form.tracking_site = "motcua.example";
  form.tracking_url = "https://motcua.example/tra-cuu/H18.036-261120-0018?ma=K7MQ";
  return form;
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += (i > 0 ? " " : "") + text;
  return out;
}

ReceiptForm longest() {
  ReceiptForm form = example();
  form.authority = "ỦY BAN NHÂN DÂN XÃ QUẢNG LÂM MƯỜNG NHÀ SÍN CHẢI";
  form.counter = repeated("Quầy tiếp nhận lưu động Ẳng Nưa, Trung tâm Phục vụ hành chính công xã Nà Ư", 2);
  form.owner = repeated("NGUYỄN THỊ HOÀNG ẨN NGỮ ẴM", 5);
  form.submitter = repeated("Hờ A Vàng Sùng Ðênh", 5);
  form.address = repeated("Bản Nậm Ngà, khu tái định cư Huổi Lực,", 6);
  form.phone = "0912 000 128, 0215 3 825 001, 0987 654 321 (gọi con trai)";
  form.email =
      "mot.dia.chi.thu.dien.tu.rat.dai.khong.co.dau.cach.nao.ca.1234567890@ten-mien-rat-dai.dienbien.example";
  form.procedure_name = repeated(
      "Cấp giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất đối với trường hợp đã "
      "chuyển "
      "quyền sử dụng đất trước ngày 01 tháng 8 năm 2024",
      3);
  form.content = repeated("Xin cấp lại do bị cháy nhà", 12);
  form.papers.clear();
  for (int i = 0; i < 60; ++i) {
    form.papers.push_back(
        {repeated("Văn bản chứng minh số " + std::to_string(i + 1) + " về việc ủy quyền", 1 + i % 5), i % 3,
         i % 4, 120 * (i % 2)});
  }
  form.papers.push_back({repeated("Tên giấy tờ dài hơn cả một trang giấy A5", 130), 1, 0, 0});
  form.skipped_days = {repeated("Không tính 21, 22/11 (cuối tuần),", 20)};
  form.second_stage = SecondStage{std::nullopt, at("2026-12-08", 17, 0)};
  form.fee_dong = 1'234'567'891;
  form.fee_note = "thu khi trả kết quả theo thông báo của cơ quan thuế";
  form.return_way = repeated("Gửi bưu chính công ích về địa chỉ đã ghi,", 4);
  form.officer = repeated("Quàng Thị Ngọc Ẩn", 5);
  return form;
}

class Receipts : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "receipts.XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    directory_ = name;
  }
  void TearDown() override { fs::remove_all(directory_); }

  std::string write(const Bytes& pdf) const {
    const std::string path = directory_ / "form.pdf";
    std::ofstream(path, std::ios::binary) << as_text(pdf);
    return path;
  }

  static std::string run(const std::string& command) {
    FILE* pipe = ::popen(command.c_str(), "r");
    std::string out;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
      out.append(buffer.data(), got);
    }
    EXPECT_EQ(::pclose(pipe), 0) << command;
    return out;
  }

  std::string text_of(const Bytes& pdf) const {
    return tidy(run("pdftotext -raw " + write(pdf) + " - | tr '\\f' '\\n'"));
  }

  int pages_of(const Bytes& pdf) const {
    const std::string facts = run("pdfinfo " + write(pdf));
    return std::stoi(facts.substr(facts.find("Pages:") + 6));
  }

  std::string qr_of(const Bytes& pdf) const {
    const std::string path = write(pdf);
    return run("pdftoppm -r 150 -png -singlefile " + path + " " + path + " && zbarimg --raw -q " + path +
               ".png");
  }

  fs::path directory_;
};

// Lines may be broken inside a word that is wider than the line.
std::string without_spaces(const std::string& text) {
  std::string out;
  for (const std::string& word : split(text, ' ')) out += word;
  return out;
}

void expect_all(const std::string& text, const ReceiptForm& form) {
  const std::string found = without_spaces(text);
  std::vector<std::string> wanted{
      form.authority,      form.centre,  form.counter,    form.owner,          form.submitter, form.address,
      form.phone,          form.email,   form.content,    form.statutory_time, form.id_number, form.code,
      form.procedure_name, form.officer, form.return_way, form.fee_note,       form.sets_note};
  for (const PaperLine& paper : form.papers) wanted.push_back(paper.name);
  for (const std::string& each : wanted) {
    EXPECT_NE(found.find(without_spaces(tidy(each))), std::string::npos) << each;
  }
}

TEST_F(Receipts, PrintsEveryFieldOfTheForm) {
  const ReceiptForm form = example();
  const std::string text = text_of(receipt_pdf(form, Copies::applicant));
  expect_all(text, form);
  for (const char* each :
       {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Quyển 01, số 0018/TNHS",
        "Mường Lạn, ngày 20 tháng 11 năm 2026", "Mẫu số 01", "2. Số lượng hồ sơ: 01 (bộ). Đã đối chiếu",
        "3. Thời gian giải quyết theo quy định: 03 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 09 giờ 42 phút, ngày 20 tháng 11 năm 2026",
        "09 giờ 42 phút, Thứ Năm ngày 26 tháng 11 năm 2026",
        "Không tính 21, 22/11 (cuối tuần) và 24/11 (nghỉ lễ)",
        "Lệ phí: 150.000 đồng (một trăm năm mươi nghìn đồng), đã thu",
        "3 Văn bản ủy quyền làm chủ hộ kinh doanh", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ"}) {
    EXPECT_NE(text.find(each), std::string::npos) << each << "\n" << text;
  }
  EXPECT_EQ(text.find("giai đoạn 2"), std::string::npos);
  EXPECT_EQ(text.find("Trang"), std::string::npos);
  EXPECT_EQ(pages_of(receipt_pdf(form, Copies::both)), 2);
}

TEST_F(Receipts, TheSecretStandsOnTheApplicantsCopyOnly) {
  const std::string given = text_of(receipt_pdf(example(), Copies::applicant));
  const std::string kept = text_of(receipt_pdf(example(), Copies::kept));
  EXPECT_NE(without_spaces(given).find("K7MQ"), std::string::npos);
  EXPECT_NE(given.find("Liên 2"), std::string::npos);
  EXPECT_EQ(without_spaces(kept).find("K7MQ"), std::string::npos);
  EXPECT_NE(kept.find("Liên 1"), std::string::npos);
}

TEST_F(Receipts, TheQrReadsBack) {
  EXPECT_EQ(qr_of(receipt_pdf(example(), Copies::applicant)), example().tracking_url + "\n");
  EXPECT_EQ(qr_of(receipt_pdf(example(), Copies::kept)), example().code + "\n");
}

TEST_F(Receipts, RowsSixAndSevenOnlyForTwoAgencies) {
  ReceiptForm form = example();
  form.second_stage = SecondStage{std::nullopt, at("2026-12-08", 17, 0)};
  const std::string text = text_of(receipt_pdf(form, Copies::kept));
  EXPECT_NE(text.find("6. Thời gian nhận hồ sơ giai đoạn 2: ..... giờ"), std::string::npos) << text;
  EXPECT_NE(text.find("7. Thời gian trả kết quả giai đoạn 2: 17 giờ 00 phút, ngày 08"), std::string::npos)
      << text;
}

TEST_F(Receipts, WhatIsNotKnownLeavesNoEmptyLine) {
  ReceiptForm form = example();
  form.phone.clear();
  form.due_at.reset();
  form.skipped_days.clear();
  form.fee_dong = 0;
  form.papers.clear();
  const std::string text = text_of(receipt_pdf(form, Copies::kept));
  EXPECT_EQ(text.find("Điện thoại"), std::string::npos);
  EXPECT_NE(text.find("Lệ phí: không phải nộp"), std::string::npos);
  EXPECT_NE(text.find("không quy định thời hạn"), std::string::npos);
  EXPECT_NE(text.find("Không nộp giấy tờ"), std::string::npos);
}

struct Word {
  double left, top, right, bottom;
  std::string text;
};

std::vector<std::vector<Word>> words_by_page(const std::string& html) {
  std::vector<std::vector<Word>> pages;
  std::istringstream lines(html);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<page") != std::string::npos) pages.emplace_back();
    Word word{};
    std::array<char, 600> text{};
    if (std::sscanf(line.c_str(), " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%599[^<]",
                    &word.left, &word.top, &word.right, &word.bottom, text.data()) == 5) {
      word.text = text.data();
      pages.back().push_back(word);
    }
  }
  return pages;
}

TEST_F(Receipts, NothingIsCutOrOverlapsInTheLongestForm) {
  const Bytes pdf = receipt_pdf(longest(), Copies::applicant);
  ReceiptForm unbroken = longest();
  unbroken.papers.pop_back();  // its name runs over several pages, with their heads in between
  const std::string text = text_of(pdf);
  expect_all(text, unbroken);
  int repeats = 0;
  for (std::size_t found = text.find("hơn cả"); found != std::string::npos;
       found = text.find("hơn cả", found + 1)) {
    ++repeats;
  }
  EXPECT_GE(repeats, 125) << "of 130; a few are torn apart by the ends of pages";
  const auto pages = words_by_page(run("pdftotext -bbox " + write(pdf) + " -"));
  EXPECT_EQ(static_cast<int>(pages.size()), pages_of(pdf));
  EXPECT_GT(pages.size(), 2U);
  for (const auto& page : pages) {
    EXPECT_GT(page.size(), 10U);
    for (const Word& a : page) {
      EXPECT_GE(a.left, 11.5 * mm) << a.text;
      EXPECT_LE(a.right, 138.5 * mm) << a.text;
      EXPECT_GE(a.top, 6 * mm) << a.text;
      EXPECT_LE(a.bottom, 204 * mm) << a.text;
      for (const Word& b : page) {
        const double across = std::min(a.right, b.right) - std::max(a.left, b.left);
        const double down = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
        EXPECT_FALSE(&a != &b && across > 1 && down > 2.5) << a.text << " over " << b.text;
      }
    }
  }
}

TEST_F(Receipts, PagesAreNumberedAndNamedWhenThereAreSeveral) {
  const Bytes pdf = receipt_pdf(longest(), Copies::kept);
  const int pages = pages_of(pdf);
  const std::string text = text_of(pdf);
  for (int page = 1; page <= pages; ++page) {
    EXPECT_NE(text.find("Trang " + std::to_string(page) + "/" + std::to_string(pages)), std::string::npos);
  }
}

// Any number of papers: the signatures never stand alone, and both keep their room.
TEST_F(Receipts, EveryLengthBreaksWell) {
  for (std::size_t count = 0; count < 40; ++count) {
    ReceiptForm form = example();
    form.papers.assign(count, {"Giấy tờ có tên dài vừa đủ để xuống dòng thứ hai của bảng này", 1, 0, 0});
    const Bytes pdf = receipt_pdf(form, Copies::applicant);
    const auto pages = words_by_page(run("pdftotext -bbox " + write(pdf) + " -"));
    double role = 0;
    double name = 0;
    bool due = false;
    for (const Word& word : pages.back()) {
      if (word.text == "NGƯỜI") role = word.bottom;
      if (word.text == "Hạnh") name = word.top;
      if (word.text == "Thứ") due = true;
    }
    EXPECT_TRUE(due) << count;
    EXPECT_GE(name - role, 18 * mm) << count;
  }
}

TEST_F(Receipts, SixPapersStillFitOnOnePage) {
  ReceiptForm form = example();
  form.papers.resize(6, {"Giấy chứng nhận quyền sử dụng đất", 0, 1, 0});
  EXPECT_EQ(pages_of(receipt_pdf(form, Copies::applicant)), 1);
}

TEST_F(Receipts, SameFormSameBytes) {
  const Bytes first = receipt_pdf(example(), Copies::both);
  EXPECT_EQ(receipt_pdf(example(), Copies::both), first);
  Bytes elsewhere;
  std::thread([&] { elsewhere = receipt_pdf(example(), Copies::both); }).join();
  EXPECT_EQ(elsewhere, first);
  const std::string facts = run("TZ=Asia/Ho_Chi_Minh pdfinfo -isodates " + write(first));
  EXPECT_NE(facts.find("2026-11-20T09:42:00+07"), std::string::npos) << facts;
}

TEST_F(Receipts, DecomposedLettersAndControlCharactersPrintAsTheyShould) {
  ReceiptForm form = example();
  form.owner = "Gia\u0300ng  A\n\tChi\u0309nh";
  EXPECT_EQ(receipt_pdf(form, Copies::kept), [] {
    ReceiptForm composed = example();
    composed.submitter = "Giàng A Chỉnh";
    return receipt_pdf(composed, Copies::kept);
  }());
  form.address = "\xff";
  EXPECT_THROW((void)receipt_pdf(form, Copies::kept), CheckFailed);
}

TEST_F(Receipts, TwoCopiesOnOneSheetOfA4) {
  const Bytes pdf = receipt_pdf(example(), Copies::both, Paper::a4_side_by_side);
  EXPECT_EQ(pages_of(pdf), 1);
  const std::string text = text_of(pdf);
  EXPECT_NE(text.find("Liên 1"), std::string::npos);
  EXPECT_NE(text.find("Liên 2"), std::string::npos);
}

TEST_F(Receipts, LooksAsItDidWhenApproved) {
  expect_looks_like(receipt_pdf(example(), Copies::applicant), golden);
}

// Run by hand: documents_test --gtest_also_run_disabled_tests --gtest_filter='*Speed'. FORMS_DIR keeps the
// PDFs.
TEST(ReceiptBench, DISABLED_Speed) {
  const auto measure = [](const char* name, const ReceiptForm& form, Copies copies, Paper paper) {
    const auto start = std::chrono::steady_clock::now();
    constexpr int rounds = 200;
    std::size_t size = 0;
    for (int i = 0; i < rounds; ++i) size = receipt_pdf(form, copies, paper).size();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::cout << name << ": " << took.count() / rounds << " ms, " << size << " bytes\n";
    if (const char* directory = std::getenv("FORMS_DIR")) {
      std::ofstream(fs::path(directory) / (std::string(name) + ".pdf"), std::ios::binary)
          << as_text(receipt_pdf(form, copies, paper));
    }
  };
  (void)receipt_pdf(example(), Copies::both);
  measure("applicant", example(), Copies::applicant, Paper::a5);
  measure("both", example(), Copies::both, Paper::a5);
  measure("both_a4", example(), Copies::both, Paper::a4_side_by_side);
  ReceiptForm six = example();
  six.papers.resize(6, {"Giấy chứng nhận quyền sử dụng đất", 0, 1, 0});
  measure("six_papers", six, Copies::applicant, Paper::a5);
  ReceiptForm twelve = example();
  twelve.papers.resize(12,
                       {"Bản sao trích lục khai sinh của người con thứ hai và giấy tờ kèm theo", 0, 1, 0});
  twelve.second_stage = SecondStage{std::nullopt, at("2026-12-08", 17, 0)};
  measure("twelve_papers", twelve, Copies::applicant, Paper::a5);
  measure("longest", longest(), Copies::applicant, Paper::a5);
}

}  // namespace
}  // namespace motcua::documents
