#include "documents/register.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "documents/testing.h"
#include "documents/workbook.h"

namespace motcua::documents {
namespace {

using testing::HasSubstr;
using testing::Not;

LocalTime at(std::string_view date, int hour, int minute) {
  return *parse_date(date) + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

// What `command FILE REST` prints.
std::string said(const std::string& command, const Bytes& file, const std::string& rest) {
  std::string name = (std::filesystem::temp_directory_path() / "register.XXXXXX").string();
  const int handle = ::mkstemp(name.data());
  EXPECT_EQ(::write(handle, file.data(), file.size()), static_cast<ssize_t>(file.size()));
  ::close(handle);
  std::string out;
  FILE* pipe = ::popen((command + " " + name + " " + rest).c_str(), "r");
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    out.append(buffer.data(), got);
  EXPECT_EQ(::pclose(pipe), 0);
  ::unlink(name.c_str());
  return out;
}
std::string part(const Bytes& workbook, const std::string& name) { return said("unzip -p", workbook, name); }
std::string sheet(const Bytes& workbook) { return part(workbook, "xl/worksheets/sheet1.xml"); }

RegisterRow line() {
  RegisterRow row;
  row.code = "H18.036-261120-0018";
  row.procedure = "Đăng ký thành lập hộ kinh doanh";
  row.papers = 3;
  row.owner = "Giàng A Chỉnh";
  row.address = "Bản Kéo, xã Mường Lạn, tỉnh Điện Biên";
  row.phone = "0912 000 128";
  row.agency = "Ủy ban nhân dân xã Mường Lạn";
  row.received_at = at("2026-11-20", 9, 42);
  row.due_at = at("2026-11-26", 9, 42);
  row.returned_at = at("2026-11-25", 15, 5);
  return row;
}

Register example() {
  Register facts{"UBND XÃ MƯỜNG LẠN",
                 "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
                 "Mường Lạn",
                 *parse_date("2026-11-01"),
                 *parse_date("2026-11-30"),
                 at("2026-11-30", 16, 30),
                 {},
                 "Mẫu số 07",
                 "Thông tư 03/2025/TT-VPCP",
                 "SỔ THEO DÕI HỒ SƠ"};
  facts.rows.push_back(line());
  RegisterRow open = line();
  open.code = "H18.036-261120-0019";
  open.procedure = "Đăng ký khai sinh có yếu tố nước ngoài tại khu vực biên giới";
  open.owner = "=HYPERLINK(\"http://nơi.vn\")";
  open.returned_at.reset();
  open.by_post = true;
  facts.rows.push_back(open);
  RegisterRow erased = line();
  erased.code = "H18.036-261121-0001";
  erased.owner = erased.address = erased.phone = "";
  erased.erased = true;
  erased.due_at.reset();
  facts.rows.push_back(erased);
  return facts;
}

TEST(RegisterForm, PrintsWhatTheFormAsks) {
  const Bytes pdf = register_pdf(example());
  const std::string text = said("pdftotext -layout", pdf, "-");
  for (const auto* each : {"Mẫu số 07", "UBND XÃ MƯỜNG LẠN", "SỔ THEO DÕI HỒ SƠ", "01/11/2026", "3 hồ sơ",
                           "Giàng A Chỉnh", "15:05", "H18.036-261120-0019", "NGƯỜI LẬP SỔ"}) {
    EXPECT_THAT(text, HasSubstr(each));
  }
  expect_looks_like(pdf, "src/documents/register_golden.png");
  EXPECT_EQ(register_pdf(example()), pdf);
}

TEST(RegisterForm, RunsOnOverPagesWithItsHead) {
  Register facts = example();
  for (int i = 0; i < 40; ++i) facts.rows.push_back(line());
  const std::string text = said("pdftotext -layout", register_pdf(facts), "-");
  EXPECT_THAT(text, HasSubstr("Trang 2/"));
  EXPECT_THAT(text, HasSubstr("43"));
  facts.rows.clear();
  EXPECT_THAT(said("pdftotext -layout", register_pdf(facts), "-"), HasSubstr("Không tiếp nhận hồ sơ nào"));
}

TEST(RegisterForm, TheWorkbookHoldsTextsNumbersAndDates) {
  const Bytes xlsx = register_xlsx(example());
  const std::string rows = sheet(xlsx);
  EXPECT_THAT(rows, HasSubstr("Giàng A Chỉnh"));
  EXPECT_THAT(rows, HasSubstr("(đã xóa dữ liệu riêng)"));
  EXPECT_THAT(rows, HasSubstr("=HYPERLINK("));
  EXPECT_THAT(rows, Not(HasSubstr("<f>")));
  EXPECT_THAT(rows, HasSubstr("<v>46346.4041"));  // 20 November 2026, 09:42
  EXPECT_THAT(rows, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(rows, HasSubstr("<cols><col min=\"1\""));
  EXPECT_THAT(part(xlsx, "xl/styles.xml"), HasSubstr("dd/mm/yyyy hh:mm"));
  EXPECT_THAT(part(xlsx, "xl/workbook.xml"), HasSubstr("Sổ theo dõi hồ sơ"));
  EXPECT_THAT(part(xlsx, "docProps/core.xml"), HasSubstr("2026-11-30T09:30:00Z"));
}

TEST(Workbook, WhatBeginsLikeAFormulaStaysAText) {
  Workbook book{"Thử", {}, {{"A", 8}}, {}, {}};
  for (const auto* text : {"=1+1", "+84 912", "-5", "@SUM(A1)", "{=1}", "http://a.vn"})
    book.rows.push_back({std::string(text)});
  const std::string rows = sheet(workbook_xlsx(book));
  EXPECT_THAT(rows, Not(HasSubstr("<f>")));
  EXPECT_THAT(rows, Not(HasSubstr("hyperlink")));
  EXPECT_THAT(rows, HasSubstr("<t>=1+1</t>"));
  EXPECT_THAT(rows, HasSubstr("<t>@SUM(A1)</t>"));
}

// Not run by itself: writes the register to FORMS_DIR and prints what a large one takes.
TEST(RegisterForm, DISABLED_Speed) {
  Register facts = example();
  if (const char* folder = std::getenv("FORMS_DIR")) {
    std::ofstream(std::string(folder) + "/register.pdf", std::ios::binary) << as_text(register_pdf(facts));
    std::ofstream(std::string(folder) + "/register.xlsx", std::ios::binary) << as_text(register_xlsx(facts));
  }
  while (facts.rows.size() < 5000) facts.rows.push_back(line());
  const auto time = [](const char* name, const auto& make) {
    const auto began = std::clock();
    const Bytes file = make();
    std::cout << name << " " << file.size() / 1024 << " kB, "
              << static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC << " s\n";
  };
  time("pdf, 5000 rows", [&] { return register_pdf(facts); });
  while (facts.rows.size() < 20'000) facts.rows.push_back(line());
  time("xlsx, 20000 rows", [&] { return register_xlsx(facts); });
}

}  // namespace
}  // namespace motcua::documents
