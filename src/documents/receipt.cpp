#include "documents/receipt.h"

#include <fmt/format.h>

#include "base/check.h"
#include "base/message.h"
#include "documents/amount_words.h"
#include "documents/date_words.h"
#include "documents/page_flow.h"
#include "documents/paper_table.h"
#include "documents/qr.h"
#include "documents/receipt_end.h"
#include "documents/sheet.h"

namespace motcua::documents {
namespace {

constexpr double page_width = 148;
constexpr double page_height = 210;
constexpr double a4_width = 297;
constexpr PageFlow::Box margins{12, 8, page_width - 10, page_height - 7};
constexpr double qr_side = 24;
constexpr double due_margins = 4;  // around and inside the frame of the due date

// The forms are Vietnamese by law, whatever the reader's language.
std::string label(std::string_view id, const Params& params = {}) {
  return message(Language::vi, fmt::format("documents.receipt.{}", id), params);
}

TextStyle centred(double points) { return {points, Align::centre}; }

// The usual size, and a closer one that spares a second page where a few lines are too many.
struct Setting {
  double points;
  double gap_mm;  // between rows
  TableSetting table;
};
constexpr Setting usual{9.3, 0.5, {9, 0.7}};
constexpr Setting close{8.4, 0.1, {8.2, 0.25}};

class Receipt {
 public:
  Receipt(const ReceiptForm& form, bool applicant, const Setting& setting)
      : form_(form),
        applicant_(applicant),
        setting_(setting),
        signatures_(form, setting.points, margins.width()),
        flow_(margins, [this](PageFlow& flow) { return next_head(flow); }) {
    if (applicant && !form.secret.empty()) foot_.emplace(form, margins.width());
    head();
    title();
    particulars();
    papers();
    times();
    ending();
  }

  const std::vector<std::vector<PageFlow::Draw>>& pages() const { return flow_.pages(); }

 private:
  const ReceiptForm& form_;
  bool applicant_;
  Setting setting_;
  SignatureBlock signatures_;
  std::optional<TearOffFoot> foot_;
  PageFlow flow_;

  double foot_height() const { return foot_ ? foot_->height_mm() : 0; }

  // Empty when there is nothing to say.
  std::optional<Paragraph> field_text(std::string_view id, const std::string& value, bool bold = false,
                                      const std::string& light = {}) const {
    if (value.empty()) return std::nullopt;
    std::vector<Run> runs{{label(id) + " "}, {for_print(value), bold}};
    if (!light.empty()) runs.push_back({" " + for_print(light)});
    return Paragraph(runs, {setting_.points, Align::left, 4}, flow_.box().width());
  }

  void put(const std::optional<Paragraph>& text) {
    if (text) flow_.text(*text, flow_.box().left, setting_.gap_mm);
  }

  void field(std::string_view id, const std::string& value, bool bold = false,
             const std::string& light = {}) {
    put(field_text(id, value, bold, light));
  }

  double column(const std::vector<Paragraph>& parts, const std::vector<double>& gaps, double x, double y) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      flow_.draw([part = parts[i], x, y](Sheet& sheet) { sheet.text(part, x, y); });
      y += parts[i].height_mm() + gaps[i];
    }
    return y;
  }

  void rule_under(double centre, double length, double y) {
    flow_.draw([=](Sheet& sheet) { sheet.line(centre - length / 2, y, centre + length / 2, y, 0.3); });
  }

  void head() {
    const double left = flow_.box().left;
    const double top = flow_.y();
    constexpr double left_width = 48;
    const double right_x = left + left_width + 4;
    const double right_width = flow_.box().right - right_x;
    const auto names =
        std::vector{Paragraph::balanced({{for_print(form_.authority)}}, centred(8.6), left_width),
                    Paragraph::balanced({{for_print(form_.centre), true}}, centred(8.6), left_width)};
    double y = column(names, {0, 0}, left, top) + 0.8;
    rule_under(left + left_width / 2, 20, y);
    const Paragraph book(
        {{label("book", {{"book", for_print(form_.book)}, {"serial", for_print(form_.serial)}})}},
        centred(8.6), left_width);
    const double left_end = column({book}, {0}, left, y + 1.6);

    const auto motto = std::vector{Paragraph({{label("state"), true}}, centred(8.6), right_width),
                                   Paragraph({{label("motto"), true}}, centred(9.4), right_width)};
    y = column(motto, {0.4, 0}, right_x, top) + 0.8;
    rule_under(right_x + right_width / 2, 38, y);
    const std::string date = date_in_words(std::chrono::floor<std::chrono::days>(form_.received_at));
    const Paragraph place({{fmt::format("{}, {}", for_print(form_.place), date), false, true}}, centred(8.6),
                          right_width);
    const double right_end = column({place}, {0}, right_x, y + 1.6);
    flow_.skip(std::max(left_end, right_end) - top + 4);
  }

  void title() {
    const double left = flow_.box().left;
    const double top = flow_.y();
    constexpr double note_width = 21;
    const double middle_x = left + qr_side + 3;
    const double middle_width = flow_.box().width() - qr_side - note_width - 4;
    const bool tracked = applicant_ && !form_.tracking_url.empty();
    flow_.draw([code = qr_code(tracked ? form_.tracking_url : form_.code), left, top](Sheet& sheet) {
      sheet.qr(code, left, top, qr_side);
    });
    const auto middle = std::vector{
        Paragraph({{label("title"), true}}, centred(12), middle_width),
        Paragraph({{label("code") + " "}, {for_print(form_.code), true}}, centred(10), middle_width)};
    const double middle_height = middle[0].height_mm() + 0.8 + middle[1].height_mm();
    column(middle, {0.8, 0}, middle_x, top + std::max(0.0, (qr_side - middle_height) / 2));

    const double note_x = flow_.box().right - note_width;
    const std::string note = label("form") + "\n" + label(applicant_ ? "copy_applicant" : "copy_kept");
    flow_.draw([this, note, note_x, top](Sheet& sheet) {
      std::string text = note;
      if (pages().size() > 1) text += "\n" + page_of(1);
      sheet.text(Paragraph({{text, false, true}}, {7.6, Align::right}, note_width), note_x, top - 1);
    });
    flow_.skip(std::max(qr_side, middle_height) + 3);
  }

  std::string page_of(std::size_t number) const {
    return label("page", {{"page", std::to_string(number)}, {"pages", std::to_string(pages().size())}});
  }

  double next_head(PageFlow& flow) {
    const PageFlow::Box& box = flow.box();
    const std::size_t number = flow.pages().size();
    const Paragraph name({{label("continued") + " "}, {for_print(form_.code), true}}, {8.2},
                         box.width() - 20);
    flow.draw([this, name, number, box](Sheet& sheet) {
      sheet.text(name, box.left, box.top);
      sheet.text(Paragraph({{page_of(number), false, true}}, {8.6, Align::right}, 24), box.right - 24,
                 box.top);
      sheet.line(box.left, box.top + name.height_mm() + 1, box.right, box.top + name.height_mm() + 1, 0.25);
    });
    return name.height_mm() + 4;
  }

  void particulars() {
    field("counter", form_.counter);
    field("owner", form_.owner, true);
    if (form_.submitter != form_.owner) field("submitter", form_.submitter, true);
    id_and_phone();
    field("address", form_.address);
    field("email", form_.email);
    const std::string code = form_.procedure_code.empty() ? "" : fmt::format("({})", form_.procedure_code);
    field("procedure", form_.procedure_name, true, code);
    field("content", form_.content);
  }

  // Side by side where both are short, else one below the other.
  void id_and_phone() {
    const double half = flow_.box().width() * 0.54;
    const Paragraph id({{label("id_number") + " " + for_print(form_.id_number)}}, {setting_.points},
                       half - 4);
    const Paragraph phone({{label("phone") + " " + for_print(form_.phone)}}, {setting_.points},
                          flow_.box().width() - half);
    const bool both = !form_.id_number.empty() && !form_.phone.empty();
    if (!both || id.lines() > 1 || phone.lines() > 1) {
      field("id_number", form_.id_number);
      field("phone", form_.phone);
      return;
    }
    flow_.need(id.height_mm());
    flow_.draw([id, phone, half, x = flow_.box().left, y = flow_.y()](Sheet& sheet) {
      sheet.text(id, x, y);
      sheet.text(phone, x + half, y);
    });
    flow_.skip(id.height_mm() + 0.5);
  }

  void papers() {
    flow_.skip(0.5);
    // The caption stays with the head of its table and at least one row.
    flow_.need(26);
    flow_.text(Paragraph({{label("papers")}}, {setting_.points}, flow_.box().width()), flow_.box().left, 0.8);
    put_paper_table(flow_, form_.papers, setting_.table);
    flow_.skip(1.6);
  }

  void times() {
    const std::string sets = label("sets_count", {{"sets", fmt::format("{:02}", form_.sets)}});
    std::vector<Run> runs{{label("sets") + " " + sets}};
    if (!form_.sets_note.empty()) runs.push_back({" " + for_print(form_.sets_note), false, true});
    flow_.text(Paragraph(runs, {setting_.points, Align::left, 4}, flow_.box().width()), flow_.box().left,
               0.5);
    field("statutory_time", form_.statutory_time);
    field("received_at", moment_in_words(form_.received_at));
  }

  // From the due date to the signatures nothing is torn apart if it fits on one page: who signs, signs the
  // promise.
  void ending() {
    const std::vector<std::optional<Paragraph>> rows = rows_after_due();
    double below = 0;
    for (const auto& row : rows) below += row ? row->height_mm() + setting_.gap_mm : 0;

    const double inner = flow_.box().width() - 3.2;
    const Paragraph due = due_text(inner);
    std::string days;
    for (const std::string& day : form_.skipped_days) days += (days.empty() ? "" : "; ") + for_print(day);
    const Paragraph why({{days, false, true}}, {setting_.points - 0.5}, inner);
    const double why_height = days.empty() ? 0 : why.height_mm();
    flow_.need(due.height_mm() + why_height + due_margins + below + signatures_.least_height_mm() +
               foot_height());

    const bool inside = why_height < 60;
    const double framed = due.height_mm() + (inside ? why_height : 0) + 2;
    flow_.need(framed + 0.6);
    flow_.skip(0.6);
    flow_.draw([=, box = flow_.box(), y = flow_.y()](Sheet& sheet) {
      sheet.frame(box.left, y, box.width(), framed, 0.4);
      sheet.text(due, box.left + 1.6, y + 1);
      if (inside && why_height > 0) sheet.text(why, box.left + 1.6, y + 1 + due.height_mm());
    });
    flow_.skip(framed + 1.2);
    if (!inside) flow_.text(why, flow_.box().left + 1.6, 1);
    for (const auto& row : rows) put(row);
    signatures_.put(flow_, foot_height());
    if (foot_) foot_->put(flow_);
  }

  // The date on one line, below its label where both do not fit beside each other.
  Paragraph due_text(double width) const {
    const std::string due = form_.due_at ? moment_with_weekday(*form_.due_at) : label("no_due");
    const Paragraph beside({{label("due_at") + " "}, {due, true}}, {setting_.points}, width);
    if (beside.lines() == 1) return beside;
    return Paragraph({{label("due_at") + "\n"}, {due, true}}, {setting_.points}, width);
  }

  std::vector<std::optional<Paragraph>> rows_after_due() const {
    std::vector<std::optional<Paragraph>> rows;
    if (form_.second_stage) {
      const auto moment = [](const std::optional<LocalTime>& time) {
        return time ? moment_in_words(*time) : label("moment_by_hand");
      };
      rows.push_back(field_text("second_received_at", moment(form_.second_stage->received_at)));
      rows.push_back(field_text("second_due_at", moment(form_.second_stage->due_at)));
    }
    if (form_.fee_dong) rows.push_back(field_text("fee", fee(*form_.fee_dong)));
    rows.push_back(field_text("return_way", form_.return_way));
    return rows;
  }

  std::string fee(std::int64_t dong) const {
    if (dong == 0) return label("no_fee");
    std::string text =
        label("fee_amount", {{"figures", amount_in_figures(dong)}, {"words", amount_in_words(dong)}});
    if (!form_.fee_note.empty()) text += ", " + for_print(form_.fee_note);
    return text;
  }
};

std::unique_ptr<Receipt> lay_out(const ReceiptForm& form, bool applicant) {
  auto receipt = std::make_unique<Receipt>(form, applicant, usual);
  if (receipt->pages().size() != 2) return receipt;
  auto closer = std::make_unique<Receipt>(form, applicant, close);
  return closer->pages().size() == 1 ? std::move(closer) : std::move(receipt);
}

void draw_pages(Sheet& sheet, const Receipt& receipt) {
  for (const auto& page : receipt.pages()) {
    for (const auto& draw : page) draw(sheet);
    sheet.end_page();
  }
}

void draw_side_by_side(Sheet& sheet, const Receipt* left, const Receipt* right) {
  std::size_t pages = 0;
  for (const Receipt* each : {left, right}) pages = std::max(pages, each ? each->pages().size() : 0);
  for (std::size_t i = 0; i < pages; ++i) {
    double x = 0;
    for (const Receipt* each : {left, right}) {
      sheet.set_origin(x, 0);
      if (each != nullptr && i < each->pages().size()) {
        for (const auto& draw : each->pages()[i]) draw(sheet);
      }
      x += a4_width / 2;
    }
    sheet.end_page();
  }
}

}  // namespace

Bytes receipts_pdf(const std::vector<ReceiptForm>& forms, Copies copies, Paper paper) {
  CHECK(!forms.empty());
  const bool a5 = paper == Paper::a5;
  const auto& first = forms.front();
  Sheet sheet(a5 ? page_width : a4_width, page_height, label("file_title", {{"code", for_print(first.code)}}),
              to_instant(first.received_at));
  for (const auto& form : forms) {
    CHECK(!form.code.empty());
    std::unique_ptr<Receipt> applicant;
    std::unique_ptr<Receipt> kept;
    if (copies != Copies::kept) applicant = lay_out(form, true);
    if (copies != Copies::applicant) kept = lay_out(form, false);
    if (!a5) draw_side_by_side(sheet, applicant.get(), kept.get());
    if (a5 && applicant) draw_pages(sheet, *applicant);
    if (a5 && kept) draw_pages(sheet, *kept);
  }
  return sheet.finish();
}

Bytes receipt_pdf(const ReceiptForm& form, Copies copies, Paper paper) {
  return receipts_pdf({form}, copies, paper);
}

}  // namespace motcua::documents
