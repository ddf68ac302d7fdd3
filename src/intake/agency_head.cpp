#include "intake/agency_head.h"

#include <utf8proc.h>

#include "base/check.h"
#include "base/message.h"

namespace motcua::intake {
namespace {

std::string label(std::string_view id, const Params& params = {}) {
  return message(Language::vi, "intake.receipt." + std::string(id), params);
}

}  // namespace

std::string upper_case(const std::string& text) {
  std::string out;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(at, left, &point);
    CHECK(used > 0);
    utf8proc_uint8_t encoded[4];
    const auto written = utf8proc_encode_char(utf8proc_toupper(point), encoded);
    out.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(written));
    at += used;
    left -= used;
  }
  return out;
}

std::string agency_name(const organisation::Unit& unit) {
  using organisation::UnitKind;
  const bool commune = unit.kind == UnitKind::commune || unit.kind == UnitKind::ward;
  return commune ? label("authority", {{"unit", unit.in_sentence.vi}}) : unit.name.vi;
}

AgencyHead agency_head(const organisation::Organisation& organisation, const std::string& code) {
  AgencyHead head;
  if (const auto* unit = organisation.find(code)) {
    head.authority = upper_case(agency_name(*unit));
    head.place = unit->short_name;
  }
  head.centre = label("centre");
  return head;
}

}  // namespace motcua::intake
