#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace motcua::intake {

// The text of a form as an act prescribes it: data/intake/form_versions.tsv.
struct FormVersion {
  std::string form;    // "supplement"
  LocalDate from{};    // the first day it holds
  std::string number;  // "02"; "" for a sheet that no act prescribes
  std::string act;     // "Thông tư 03/2025/TT-VPCP"; ""
  std::string title;
  bool to_confirm = false;  // nobody has compared it with the act yet
  bool operator==(const FormVersion&) const = default;
};

// Reads a table with those columns. Throws std::runtime_error naming the row when a date or a source cannot
// be read or the days of a form do not rise.
std::vector<FormVersion> read_form_versions(std::string_view tsv);
const std::vector<FormVersion>& shipped_form_versions();

// The version that holds on a day; the first one before its day too, since something has to be printed.
// CHECKs that the form is in the table.
const FormVersion& version_on(const std::vector<FormVersion>& versions, std::string_view form, LocalDate day);

// What the corner of the form says: "Thông tư 01/2018/TT-VPCP (chưa đối chiếu)" while it is to be confirmed.
std::string act_in_corner(const FormVersion& version);

}  // namespace motcua::intake
