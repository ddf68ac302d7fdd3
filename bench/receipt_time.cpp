#include "receipt_time.h"

#include <algorithm>

#include "documents/documents.h"

namespace motcua::bench {
namespace {

documents::ReceiptForm form_of(int number) {
  documents::ReceiptForm form;
  form.authority = "UBND XÃ MƯỜNG LẠN";
  form.centre = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG";
  form.place = "Mường Lạn";
  form.book = "261120";
  form.serial = fmt::format("{:04}/TNHS", number);
  form.code = fmt::format("H18.036-261120-{:04}", number);
  form.secret = "K7MQ";
  form.counter = "Trung tâm Phục vụ hành chính công xã Mường Lạn";
  form.owner = "Giàng A Chỉnh";
  form.address = "Bản Kéo, xã Mường Lạn, tỉnh Điện Biên";
  form.phone = "0912 000 128";
  form.id_number = "011088000126";
  form.procedure_name = "Đăng ký lại khai sinh";
  form.procedure_code = "1.004884";
  form.papers = {{"Tờ khai đăng ký lại khai sinh", 1, 0, 0},
                 {"Bản sao giấy khai sinh cũ", 0, 1, 0},
                 {"Giấy tờ cá nhân có thông tin khai sinh", 0, 2, 0},
                 {"Văn bản xác nhận của cơ quan, đơn vị", 1, 0, 0},
                 {"Văn bản ủy quyền", 1, 0, 0}};
  form.statutory_time = "05 ngày làm việc";
  form.received_at = *parse_date("2026-11-20") + std::chrono::hours(9);
  form.due_at = *parse_date("2026-11-30") + std::chrono::hours(9);
  form.skipped_days = {"Không tính 21, 22/11 (cuối tuần) và 24/11 (nghỉ lễ)"};
  form.fee_dong = 0;
  form.return_way = "Quầy 2, nơi đã nộp";
  form.officer = "Lò Thị Hạnh";
  form.tracking_site = "motcua.example";
  form.tracking_url = "https://motcua.example/t/" + form.code + "/K7MQ";
  return form;
}

}  // namespace

Measured time_receipts(int count) {
  using Clock = std::chrono::steady_clock;
  constexpr int warm_up = 20;
  Measured measured;
  for (int i = 0; i < warm_up + count; ++i) {
    const auto form = form_of(i + 1);
    const auto began = Clock::now();
    const auto pdf = documents::receipt_pdf(form, documents::Copies::both);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
    if (i >= warm_up) measured.micros.push_back(static_cast<std::uint32_t>(took.count()));
    measured.seconds += pdf.empty() || i < warm_up ? 0 : std::chrono::duration<double>(took).count();
  }
  std::sort(measured.micros.begin(), measured.micros.end());
  return measured;
}

}  // namespace motcua::bench
