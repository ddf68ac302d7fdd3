#include "intake/forms.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "base/text.h"
#include "documents/testing.h"
#include "intake/sheets.h"

namespace motcua::intake {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }
const Uuid hanh = Uuid::parse("0193a1b2-0000-7000-8000-000000000001").value();
const Uuid thang = Uuid::parse("0193a1b2-0000-7000-8000-000000000002").value();
const Uuid dinh = Uuid::parse("0193a1b2-0000-7000-8000-000000000003").value();
const Uuid mai = Uuid::parse("0193a1b2-0000-7000-8000-000000000004").value();

std::string name_of_post(const Uuid& post) {
  if (post == hanh) return "Lò Thị Hạnh";
  if (post == thang) return "Quàng Văn Thắng";
  if (post == mai) return "Cà Thị Mai";
  return post == dinh ? "Mùa A Dình" : "";
}

std::optional<identity::Post> post_of(const Uuid& id) {
  identity::Post post;
  post.id = id;
  post.unit = "03313";
  post.title = id == hanh    ? "Công chức tiếp nhận"
               : id == thang ? "Chuyên viên"
               : id == mai   ? "Phó Chủ tịch UBND xã"
                             : "Chủ tịch UBND xã";
  if (id == dinh || id == mai) post.role = identity::Role::approver;
  if (id == hanh) post.role = identity::Role::counter_officer;
  return post;
}

std::string text_of(const Bytes& pdf) {
  char name[] = "/tmp/motcua-form-XXXXXX";
  const int file = ::mkstemp(name);
  EXPECT_EQ(::write(file, pdf.data(), pdf.size()), static_cast<ssize_t>(pdf.size()));
  ::close(file);
  std::string out;
  FILE* pipe = ::popen(("pdftotext -layout " + std::string(name) + " -").c_str(), "r");
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    out.append(buffer.data(), got);
  }
  EXPECT_EQ(::pclose(pipe), 0);
  ::unlink(name);
  return tidy(out);
}

class Forms : public ::testing::Test {
 protected:
  Forms() {
    submission_.applicant.full_name = "Giàng A Chỉnh";
    submission_.applicant.id_number = "011088000126";
    submission_.applicant.address = "Bản Kéo, xã Mường Lạn, tỉnh Điện Biên";
    submission_.applicant.phone = "0912 000 128";
    submission_.secret = "K7MQ";
  }

  void happen(dossier::Payload payload, std::string_view when, const Uuid& by,
              const std::optional<Uuid>& covered = {}) {
    dossier::Event event;
    event.dossier = Uuid::parse("0193a1b2-0000-7000-8000-00000000000f").value();
    event.version = static_cast<std::int64_t>(events_.size()) + 1;
    event.payload = std::move(payload);
    event.actor = {dossier::Actor::Kind::post, by.text(), {}};
    if (covered) event.actor.covers = covered->text();
    event.occurred_at = event.recorded_at = at(when);
    events_.push_back(event);
  }

  void submit() {
    dossier::Submitted submitted;
    submitted.code = "H18.036-261118-0007";
    submitted.procedure = "1.001612";
    submitted.catalogue_version = 1;
    submitted.agencies = {"03313", "03313", "03313"};
    happen(submitted, "2026-11-18T09:00", hanh);
  }
  void accept() {
    dossier::Accepted accepted;
    accepted.received_at = at("2026-11-18T09:00");
    accepted.promise.due_at = at("2026-11-23T09:00");
    accepted.promise.limit = "3 working-days";
    for (const auto* key : {"receive", "assign", "solve", "approve", "return"})
      accepted.steps.push_back({key, {}});
    accepted.fee_dong = 150'000;
    accepted.fee_paid = true;
    happen(accepted, "2026-11-18T09:00", hanh);
    happen(dossier::StepTaken{"receive", hanh}, "2026-11-18T09:00", hanh);
    happen(dossier::StepCompleted{"receive", false}, "2026-11-18T09:00", hanh);
    happen(dossier::StepTaken{"assign", dinh}, "2026-11-18T10:00", dinh);
    happen(dossier::StepCompleted{"assign", false}, "2026-11-18T10:00", dinh);
    happen(dossier::StepAssigned{"solve", thang, "03313"}, "2026-11-18T10:00", dinh);
    happen(dossier::StepTaken{"solve", thang}, "2026-11-18T10:30", thang);
  }
  void ask_for_papers() {
    using Kind = dossier::FaultKind;
    happen(dossier::SupplementRequested{{{Kind::fault_in_paper, "giay-de-nghi",
                                          "Điều 87 Nghị định 01/2021/NĐ-CP"},
                                         {Kind::missing_paper, "bien-ban-hop", "Điều 87 khoản 2"},
                                         {Kind::fault_in_field, "address", "Điều 8 Luật Cư trú"}}},
           "2026-11-18T14:10", thang);
    parts_[events_.back().version] = {
        {"reason", "Nộp trước ngày 25."},
        {"reasons", json::array{"Tờ khai ghi sai ngày sinh", "", "Thiếu tên bản"}}};
  }

  FormSources sources(std::string_view now = "2026-11-20T09:42") const {
    const auto version = shelf_.current()->version("1.001612/1");
    EXPECT_NE(version, nullptr);
    version_ = *version;
    return {units_,
            timetable_,
            events_,
            submission_,
            version_,
            name_of_post,
            post_of,
            [this](std::int64_t number) {
              const auto found = parts_.find(number);
              return found == parts_.end() ? json::value(json::object()) : json::value(found->second);
            },
            at(now)};
  }
  Bytes print(Form form, documents::LetterPaper paper = documents::LetterPaper::a4) const {
    const auto letter = fill(form, sources());
    EXPECT_TRUE(letter.has_value());
    return documents::letters_pdf({*letter}, paper);
  }
  void expect_says(const std::string& text, const std::vector<std::string>& wanted) const {
    for (const auto& each : wanted) EXPECT_NE(text.find(each), std::string::npos) << each << "\n" << text;
  }

  organisation::Organisation units_ = organisation::load_organisation();
  catalogue::Shelf shelf_{catalogue::Catalogue::shipped()};
  calendar::Timetable timetable_{calendar::shipped_calendar(), calendar::default_hours()};
  std::vector<dossier::Event> events_;
  dossier::Submission submission_;
  std::map<std::int64_t, json::object> parts_;
  mutable catalogue::ProcedureVersion version_;
};

TEST_F(Forms, TwoAsksForAllPapersAtOnce) {
  submit();
  accept();
  EXPECT_EQ(fill(Form::supplement, sources()).error().at(0).code, "intake.form_not_due");
  ask_for_papers();
  const auto pdf = print(Form::supplement);
  expect_says(text_of(pdf),
              {"Mẫu số 02", "UBND XÃ MƯỜNG LẠN", "Số: 0007/TNHS", "Mường Lạn, ngày 18 tháng 11 năm 2026",
               "PHIẾU YÊU CẦU BỔ SUNG", "Giàng A Chỉnh", "H18.036-261118-0007", "Tờ khai ghi sai", "Điều 87",
               "Quàng Văn Thắng", "NGƯỜI HƯỚNG DẪN", "Điều 8 Luật", "Địa chỉ", "Nộp trước ngày 25."});
  documents::expect_looks_like(pdf, "src/intake/form_02_golden.png");
}

TEST_F(Forms, ThreeRefusesWithAReason) {
  submit();
  happen(dossier::NotAccepted{"Điều 4 Thông tư 03/2025/TT-VPCP"}, "2026-11-18T09:20", hanh);
  parts_[events_.back().version] = {{"reason", "Không thuộc thẩm quyền giải quyết của xã."}};
  const auto pdf = print(Form::refusal, documents::LetterPaper::a5);
  expect_says(text_of(pdf), {"Mẫu số 03", "PHIẾU TỪ CHỐI", "TIẾP NHẬN", "GIẢI QUYẾT HỒ SƠ",
                             "Không thuộc thẩm quyền", "NGƯỜI TIẾP NHẬN HỒ SƠ"});
  documents::expect_looks_like(pdf, "src/intake/form_03_golden.png");
}

TEST_F(Forms, FourApologisesAndNamesTheNewDate) {
  submit();
  accept();
  EXPECT_EQ(fill(Form::extension, sources()).error().at(0).code, "intake.form_not_due");
  happen(dossier::ExtensionProposed{at("2026-11-26T16:30")}, "2026-11-20T09:10", thang);
  parts_[events_.back().version] = {{"reason", "Chờ kết quả xác minh của xã nơi thường trú cũ."}};
  expect_says(text_of(print(Form::extension)), {"Quàng Văn Thắng", "NGƯỜI CÓ THẨM QUYỀN KÝ"});
  happen(dossier::Extended{at("2026-11-26T16:30"), "2026-11", {}}, "2026-11-20T10:00", dinh);
  const auto pdf = print(Form::extension);
  const std::string text = text_of(pdf);
  expect_says(text, {"Mẫu số 04", "VĂN BẢN XIN LỖI", "xin lỗi", "09 giờ 00 phút, ngày 23 tháng 11 năm 2026",
                     "16 giờ 30 phút, ngày 26 tháng 11 năm 2026", "Chờ kết quả xác minh", "Mùa A Dình",
                     "hẹn lại một lần"});
  EXPECT_EQ(text.find("Ngày hẹn hiện nay"), std::string::npos) << "only where a pause had moved it";
  documents::expect_looks_like(pdf, "src/intake/form_04_golden.png");
}

TEST_F(Forms, WhoSignsForAnotherSaysInWhatCapacity) {
  submit();
  accept();
  happen(dossier::ExtensionProposed{at("2026-11-26T16:30")}, "2026-11-20T09:10", hanh, thang);
  parts_[events_.back().version] = {{"reason", "Chờ kết quả xác minh của xã nơi thường trú cũ."}};
  happen(dossier::Extended{at("2026-11-26T16:30"), "2026-11", {}}, "2026-11-20T10:00", mai, dinh);
  const auto pdf = print(Form::extension);
  expect_says(text_of(pdf),
              {"(làm thay Quàng Văn Thắng)", "Lò Thị Hạnh", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Cà Thị Mai"});
  documents::expect_looks_like(pdf, "src/intake/form_04_for_another_golden.png");
  happen(dossier::Stopped{"Điều 20"}, "2026-11-20T11:00", thang, dinh);
  parts_[events_.back().version] = {{"reason", "Không đủ điều kiện."}};
  expect_says(text_of(print(Form::stop)),
              {"NGƯỜI THÔNG BÁO", "TUQ. CHỦ TỊCH", "CHUYÊN VIÊN", "Quàng Văn Thắng"});
}

TEST_F(Forms, FiveSaysAtWhichStageAndWhatBecomesOfTheMoney) {
  submit();
  accept();
  happen(dossier::Withdrawn{}, "2026-11-18T15:00", hanh);
  parts_[events_.back().version] = {{"reason", "Gia đình không còn nhu cầu."}};
  const auto pdf = print(Form::stop);
  expect_says(text_of(pdf),
              {"Mẫu số 05", "THÔNG BÁO DỪNG", "Theo đề nghị của người nộp hồ sơ", "Đang ở bước: Giải quyết",
               "150.000 đồng (một trăm năm mươi nghìn đồng), đã thu", "Gia đình không còn nhu cầu."});
  documents::expect_looks_like(pdf, "src/intake/form_05_golden.png");
}

TEST_F(Forms, FiveIsNotForADossierNeverAccepted) {
  submit();
  happen(dossier::Withdrawn{}, "2026-11-18T15:00", hanh);
  EXPECT_EQ(fill(Form::stop, sources()).error().at(0).code, "intake.form_not_due");
}

TEST_F(Forms, SixAddsUpToTheAge) {
  submit();
  accept();
  ask_for_papers();
  const auto pdf = print(Form::control, documents::LetterPaper::a4_landscape);
  const std::string text = text_of(pdf);
  expect_says(text, {"Mẫu số 06", "Chưa ai nhận", "Mùa A Dình", "Quàng Văn Thắng", "Người nộp",
                     "đồng hồ dừng", "1:00", "0:30", "1:40", "13:32", "16:42"});
  documents::expect_looks_like(pdf, "src/intake/form_06_golden.png");
}

TEST_F(Forms, TheProcessingSheetSaysWhatWasDoneAndWhatComesNext) {
  submit();
  accept();
  ask_for_papers();
  const auto pdf = print(Form::processing, documents::LetterPaper::a4_landscape);
  expect_says(text_of(pdf),
              {"PHIẾU THEO DÕI QUÁ TRÌNH XỬ LÝ HỒ SƠ", "Người xử lý", "14:10 18/11/2026", "Quàng Văn Thắng",
               "Giải quyết: Quàng Văn Thắng", "(Tờ khai ghi sai ngày sinh)",
               "Thiếu giấy tờ: ", "Địa chỉ (Thiếu tên bản)", "Ghi chú chung: Nộp trước ngày 25.",
               "09 giờ 00 phút, ngày 23 tháng 11 năm 2026"});
  documents::expect_looks_like(pdf, "src/intake/processing_sheet_golden.png");
}

TEST_F(Forms, TheProcessingSheetKeepsTheOneReasonOfAnOlderRequest) {
  submit();
  accept();
  happen(dossier::SupplementRequested{}, "2026-11-18T14:10", thang);
  parts_[events_.back().version] = {{"reason", "thiếu biên bản họp gia đình"}};
  const auto sheet = fill(Form::processing, sources());
  const auto& table = std::get<documents::LetterTable>(sheet.value().blocks.back());
  EXPECT_EQ(table.rows.back().at(2), "Yêu cầu bổ sung, đồng hồ dừng. Lý do: thiếu biên bản họp gia đình");
}

TEST_F(Forms, TheSlipHandsResultsOverWithTheSumInWords) {
  submit();
  accept();
  EXPECT_EQ(fill(Form::result_slip, sources()).error().at(0).code, "intake.form_not_due");
  happen(dossier::StepCompleted{"solve", false}, "2026-11-19T09:00", thang);
  happen(dossier::StepAssigned{"approve", dinh, "03313"}, "2026-11-19T09:00", thang);
  happen(dossier::StepTaken{"approve", dinh}, "2026-11-19T10:00", dinh);
  happen(dossier::ResultAttached{hanh, "application/pdf", 1}, "2026-11-19T10:01", dinh);
  happen(dossier::StepCompleted{"approve", false}, "2026-11-19T10:20", dinh);
  happen(dossier::Finished{}, "2026-11-19T10:20", dinh);
  const auto slip = result_slip({sources(), sources()});
  const auto pdf = documents::letters_pdf({slip.value()}, documents::LetterPaper::a4_landscape);
  expect_says(text_of(pdf), {"PHIẾU BÀN GIAO KẾT QUẢ", "Bàn giao 2 kết quả", "H18.036-261118-0007",
                             "10:20 19/11/2026", "Giàng A Chỉnh", "150.000, đã thu",
                             "300.000 đồng (ba trăm nghìn đồng)", "NGƯỜI NHẬN KẾT QUẢ"});
  documents::expect_looks_like(pdf, "src/intake/result_slip_golden.png");
}

TEST_F(Forms, AnOldDossierIsPrintedWithTheTextOfItsDay) {
  submit();
  accept();
  ask_for_papers();
  for (auto& event : events_) event.occurred_at -= std::chrono::hours(24 * 480);  // July 2025
  events_[1] = [&] {
    auto event = events_[1];
    std::get<dossier::Accepted>(event.payload).received_at -= std::chrono::hours(24 * 480);
    return event;
  }();
  expect_says(text_of(print(Form::supplement)), {"Mẫu số 02", "Thông tư 01/2018"});
  expect_says(text_of(print(Form::control, documents::LetterPaper::a4_landscape)),
              {"Mẫu số 05", "Thông tư 01/2018"});
}

TEST_F(Forms, SameFactsSameBytesAndLongOnesRunOn) {
  submit();
  accept();
  ask_for_papers();
  EXPECT_EQ(print(Form::supplement), print(Form::supplement));
  const std::string half_a_page(4000, 'x');
  parts_[events_.back().version] = {{"reason", half_a_page + " hết."}};
  expect_says(text_of(print(Form::supplement, documents::LetterPaper::a5)),
              {"Trang 1/", "Tiếp theo trang trước", "hết."});
}

}  // namespace
}  // namespace motcua::intake
