#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"

namespace motcua::documents {

// A line of the register. Times are local.
struct RegisterRow {
  std::string code, procedure;
  int papers = 0;
  std::string owner, address, phone;  // all empty once the person's data are erased
  bool erased = false;
  std::string agency;  // who solves it
  LocalTime received_at{};
  std::optional<LocalTime> due_at, returned_at;
  bool by_post = false;  // how the result is returned
};

// Form 07, Sổ theo dõi hồ sơ (TT 03/2025/TT-VPCP, Annex I): what one agency accepted from one day to another,
// both included, in order of reception. Plain data in Vietnamese.
struct Register {
  std::string authority, centre, place;  // head, left; place of the date
  LocalDate from{}, to{};
  LocalTime made_at{};
  std::vector<RegisterRow> rows;
  std::string form, basis, title;  // "Mẫu số 07", "Thông tư 03/2025/TT-VPCP", "SỔ THEO DÕI HỒ SƠ"
};

// A4 landscape, the head of the table on every page, the last column left empty for signatures. Same facts,
// same bytes.
Bytes register_pdf(const Register& facts);
// The same as a workbook: owner, address and telephone in columns of their own, times as dates.
Bytes register_xlsx(const Register& facts);

}  // namespace motcua::documents
