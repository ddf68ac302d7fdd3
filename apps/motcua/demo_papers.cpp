#include "motcua/demo_papers.h"

#include <fmt/format.h>

#include "base/text.h"

namespace motcua::app {
namespace {

using catalogue::Channel;

json::object person(const DemoPerson& who, const std::string& address) {
  return {{"full_name", who.full_name},
          {"id_number", who.id_number},
          {"birth_date", format_iso(who.birth_date)},
          {"sex", who.female ? "female" : "male"},
          {"address", address},
          {"phone", who.phone}};
}

// Where the catalogue knows a fee per copy or page only, the officer counts.
void add_fee(json::object& body, const DemoCourse& course) {
  const auto& terms = *course.version->terms(course.channel);
  const auto whole = intake::fee_of(terms);
  if (whole) {
    if (*whole > 0) body["fee_paid"] = true;
    return;
  }
  const auto known = std::find_if(terms.fees.begin(), terms.fees.end(),
                                  [](const auto& fee) { return fee.amount_vnd.value_or(0) > 0; });
  if (known == terms.fees.end()) return;
  body["fee_dong"] = *known->amount_vnd * 2;
  body["fee_paid"] = true;
}

}  // namespace

std::string content_of(const std::string& code, Random& random) {
  const std::string other = make_person(random).full_name;
  if (code == "1.001193") return "Đăng ký khai sinh cho cháu " + other;
  if (code == "1.000656") return "Khai tử cho ông/bà " + other;
  if (code == "1.000894") return "Đăng ký kết hôn với " + other;
  if (code == "1.001612") return "Hộ kinh doanh " + other + ": bán tạp hóa tại nhà";
  if (code == "2.000635") return "Xin 2 bản sao trích lục khai sinh";
  if (code == "2.000815") return "Chứng thực 2 bản sao bằng tốt nghiệp";
  if (code == "2.000884") return "Chứng thực chữ ký trong giấy ủy quyền";
  return "";
}

json::array papers_of(const DemoCourse& course) {
  json::array papers;
  for (const auto& paper : course.version->papers) {
    const bool birth_note = paper.id == "giay-chung-sinh" || paper.id == "giay-bao-tu";
    if (paper.kind == catalogue::PaperKind::show || (paper.when && !birth_note)) continue;
    papers.push_back(json::object{{"paper", paper.id},
                                  {"originals", paper.originals},
                                  {"certified_copies", paper.certified_copies},
                                  {"photocopies", paper.photocopies}});
  }
  return papers;
}

json::object filing_body(const DemoCourse& course, const organisation::Organisation& organisation) {
  const std::string address = course.address + ", " + organisation.at(course.staff->unit).in_sentence.vi +
                              ", " + "tỉnh " + organisation.province().short_name;
  json::object body{
      {"procedure", course.version->code}, {"procedure_version", course.version->id()},
      {"unit", course.staff->unit},        {"applicant", person(course.applicant, address)},
      {"papers", papers_of(course)},       {"return_by", course.return_by_post ? "post" : "counter"}};
  // A department solves what it receives; a commune's procedures say themselves who does.
  if (organisation.at(course.staff->unit).kind == organisation::UnitKind::department)
    body["solving_unit"] = course.staff->unit;
  if (course.submitter) body["submitter"] = person(*course.submitter, address);
  if (!course.content.empty()) body["content"] = course.content;
  if (course.channel == Channel::counter) {
    add_fee(body, course);
  } else {
    body["channel"] = std::string(name_of(course.channel));
  }
  return body;
}

std::string sample_pdf(const std::string& title) {
  // Helvetica, which every reader has, knows no Vietnamese letters.
  std::string ascii = search_key(title);
  for (char& c : ascii) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const std::string drawing = fmt::format(
      "BT /F1 18 Tf 60 740 Td ({}) Tj 0 -36 Td /F1 13 Tf (DU LIEU MO PHONG - KHONG CO GIA TRI PHAP LY) Tj "
      "0 -22 Td (Synthetic sample, of no legal value) Tj ET",
      ascii);
  const std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents "
      "4 0 R >>",
      fmt::format("<< /Length {} >>\nstream\n{}\nendstream", drawing.size(), drawing),
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string pdf = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const auto at = pdf.size();
  return pdf + table +
         fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, at);
}

}  // namespace motcua::app
