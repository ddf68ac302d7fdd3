#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"

namespace motcua::documents {

// One line of the table of papers: how many of each kind were handed in.
struct PaperLine {
  std::string name;
  int originals = 0;         // bản chính
  int certified_copies = 0;  // bản sao
  int photocopies = 0;       // bản chụp
};

// Rows 6 and 7, printed only when a second agency takes part (liên thông).
struct SecondStage {
  std::optional<LocalTime> received_at;  // empty: a line of dots to be filled in by hand
  std::optional<LocalTime> due_at;
};

// Every printed field of form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 03/2025/TT-VPCP, Annex I;
// handbook section 2). Plain data in Vietnamese; an optional text that is empty leaves its line out. Times
// are local.
struct ReceiptForm {
  std::string authority;  // "UBND XÃ MƯỜNG LẠN"
  std::string centre;     // "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
  std::string place;      // "Mường Lạn"
  std::string book;       // "01"
  std::string serial;     // "0018/TNHS"
  std::string code;       // "H18.036-261120-0018"
  std::string secret;     // 4 characters; on the applicant's copy only. Empty: no foot
  std::string counter;  // receiving unit: "Quầy 2, Trung tâm Phục vụ hành chính công xã Mường Lạn"
  std::string owner;
  std::string submitter;  // empty or the same: the owner came in person
  std::string address;
  std::string phone;
  std::string email;
  std::string id_number;
  std::string procedure_name;
  std::string procedure_code;
  std::string content;  // optional: what is asked for, when the procedure's name does not say it
  std::vector<PaperLine> papers;
  int sets = 1;
  std::string sets_note;  // optional, in italics: "Đã đối chiếu căn cước và trả lại ngay."
  std::string statutory_time;  // "03 ngày làm việc"
  LocalTime received_at{};
  std::optional<LocalTime> due_at;        // empty: no due date
  std::vector<std::string> skipped_days;  // explanation: "Không tính 21, 22/11 (cuối tuần)"
  std::optional<SecondStage> second_stage;
  std::optional<std::int64_t> fee_dong;  // 0: nothing to pay; empty: no line
  std::string fee_note;                  // "đã thu"
  std::string return_way;                // "Quầy 2, nơi đã nộp"
  std::string officer;
  std::string tracking_site;  // short address to type: "motcua.example"
  std::string tracking_url;  // QR of the applicant's copy: address with code and secret. Empty: the code only
};

enum class Copies { applicant, kept, both };

// a5: one page of 148 × 210 mm after the other. a4_side_by_side: sheets of 297 × 210 mm to be cut in two, the
// applicant's copy on the left, the kept one on the right.
enum class Paper { a5, a4_side_by_side };

// Form 01 as a PDF: copy 2 (for the applicant) with secret and tracking QR, copy 1 (kept) with neither, only
// the code. What does not fit runs on to further pages with their own head; nothing is cut. The creation date
// in the file is received_at, so the same form gives the same bytes. Preconditions (CHECK): valid UTF-8, code
// not empty.
Bytes receipt_pdf(const ReceiptForm& form, Copies copies, Paper paper = Paper::a5);
// Several, one after the other in one file; at least one (CHECK).
Bytes receipts_pdf(const std::vector<ReceiptForm>& forms, Copies copies, Paper paper = Paper::a5);

}  // namespace motcua::documents
