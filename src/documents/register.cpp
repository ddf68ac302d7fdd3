#include "documents/register.h"

#include <fmt/format.h>

#include "base/message.h"
#include "documents/letter.h"
#include "documents/workbook.h"

namespace motcua::documents {
namespace {

std::string label(std::string_view id, const Params& params = {}) {
  return message(Language::vi, "documents.register." + std::string(id), params);
}

std::string day(LocalDate date) {
  const std::string iso = format_iso(date);
  return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

// "09:42 20/11/2026": hour and day, as the form asks.
std::string moment(const std::optional<LocalTime>& at) {
  if (!at) return "";
  const auto date = std::chrono::floor<std::chrono::days>(*at);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(*at - date).count();
  return fmt::format("{:02}:{:02} {}", minutes / 60, minutes % 60, day(date));
}

std::string period(const Register& facts) {
  return label(
      "period",
      {{"from", day(facts.from)}, {"to", day(facts.to)}, {"count", std::to_string(facts.rows.size())}});
}

std::string return_way(const RegisterRow& row) { return label(row.by_post ? "by_post" : "at_counter"); }

// Name, address and telephone share a column on paper.
std::string owner(const RegisterRow& row) {
  if (row.erased) return label("erased");
  std::string text = row.owner;
  for (const auto& more : {row.address, row.phone}) {
    if (!more.empty()) text += (text.empty() ? "" : "; ") + more;
  }
  return text;
}

WorkbookCell time_cell(const std::optional<LocalTime>& at) {
  return at ? WorkbookCell(*at) : WorkbookCell(std::string());
}

}  // namespace

Bytes register_pdf(const Register& facts) {
  Letter letter;
  letter.form = facts.form;
  letter.basis = facts.basis;
  letter.authority = facts.authority;
  letter.centre = facts.centre;
  letter.place = facts.place;
  letter.title = facts.title;
  letter.at = facts.made_at;
  letter.blocks.emplace_back(LetterText{period(facts), true});
  LetterTable table{{{label("no"), 1, Align::centre},
                     {label("code"), 3.45},
                     {label("procedure"), 3.7},
                     {label("papers"), 1, Align::centre},
                     {label("owner_full"), 4},
                     {label("agency"), 2.4},
                     {label("received_at"), 1.7, Align::centre},
                     {label("due_at"), 1.7, Align::centre},
                     {label("returned_at"), 1.7, Align::centre},
                     {label("return_way"), 1.6, Align::centre},
                     {label("signature"), 1.9}},
                    {}};
  for (const auto& row : facts.rows) {
    table.rows.push_back({std::to_string(table.rows.size() + 1), row.code, row.procedure,
                          std::to_string(row.papers), owner(row), row.agency, moment(row.received_at),
                          moment(row.due_at), moment(row.returned_at), return_way(row), ""});
  }
  letter.blocks.emplace_back(std::move(table));
  if (facts.rows.empty()) letter.blocks.emplace_back(LetterText{label("empty"), false, true});
  letter.signatures = {{label("keeper"), label("sign_hint"), ""}, {label("head"), label("sign_hint"), ""}};
  return letters_pdf({letter}, LetterPaper::a4_landscape);
}

Bytes register_xlsx(const Register& facts) {
  Workbook book;
  book.sheet = label("sheet");
  book.above = {facts.title, facts.authority + " – " + facts.centre, period(facts)};
  book.columns = {{label("no"), 6},        {label("code"), 22},        {label("procedure"), 46},
                  {label("papers"), 9},    {label("owner"), 26},       {label("address"), 40},
                  {label("phone"), 15},    {label("agency"), 28},      {label("received_at"), 17},
                  {label("due_at"), 17},   {label("returned_at"), 17}, {label("return_way"), 13},
                  {label("signature"), 16}};
  book.created = to_instant(facts.made_at);
  for (const auto& row : facts.rows) {
    book.rows.push_back({static_cast<std::int64_t>(book.rows.size()) + 1, row.code, row.procedure,
                         static_cast<std::int64_t>(row.papers), row.erased ? label("erased") : row.owner,
                         row.address, row.phone, row.agency, row.received_at, time_cell(row.due_at),
                         time_cell(row.returned_at), return_way(row), std::string()});
  }
  return workbook_xlsx(book);
}

}  // namespace motcua::documents
