#include "documents/letter.h"

#include <fmt/format.h>

#include "base/check.h"
#include "base/message.h"
#include "base/text.h"
#include "documents/date_words.h"
#include "documents/letter_table.h"
#include "documents/page_flow.h"
#include "documents/paper_table.h"

namespace motcua::documents {
namespace {

std::string label(std::string_view id, const Params& params = {}) {
  return message(Language::vi, fmt::format("documents.{}", id), params);
}

// Sizes of a page and of the letters on it; A4 is read at arm's length, A5 in the hand.
struct Format {
  double width, height;
  PageFlow::Box margins;
  double points;
  double qr_side;
  double signing;  // room to sign in
};

Format format_of(LetterPaper paper) {
  switch (paper) {
    case LetterPaper::a5:
      return {148, 210, {12, 8, 138, 203}, 9.3, 18, 16};
    case LetterPaper::a4:
      return {210, 297, {25, 15, 195, 284}, 12, 22, 22};
    case LetterPaper::a4_landscape:
      return {297, 210, {15, 12, 284, 200}, 10, 18, 18};
  }
  CHECK(false);
}

class Page {
 public:
  Page(const Letter& letter, const Format& format)
      : letter_(letter),
        format_(format),
        flow_(format.margins, [this](PageFlow& flow) { return next_head(flow); }) {
    head();
    title();
    for (const auto& block : letter.blocks) std::visit([this](const auto& each) { put(each); }, block);
    signatures();
  }
  const std::vector<std::vector<PageFlow::Draw>>& pages() const { return flow_.pages(); }

 private:
  TextStyle centred(double more = 0) const { return {format_.points + more, Align::centre}; }

  double stack(const std::vector<Paragraph>& parts, double x, double y) {
    for (const auto& part : parts) {
      flow_.draw([part, x, y](Sheet& sheet) { sheet.text(part, x, y); });
      y += part.height_mm() + 0.3;
    }
    return y;
  }

  void rule(double centre, double length, double y) {
    flow_.draw([=](Sheet& sheet) { sheet.line(centre - length / 2, y, centre + length / 2, y, 0.3); });
  }

  void head() {
    const auto& box = flow_.box();
    const double left_width = box.width() * 0.4;
    const double right_x = box.left + left_width + 4;
    const double right_width = box.right - right_x;
    double left = stack({Paragraph::balanced({{for_print(letter_.authority)}}, centred(-0.6), left_width),
                         Paragraph::balanced({{for_print(letter_.centre), true}}, centred(-0.6), left_width)},
                        box.left, flow_.y());
    rule(box.left + left_width / 2, left_width * 0.4, left + 0.4);
    left = stack({Paragraph({{for_print(letter_.number)}}, centred(-0.6), left_width)}, box.left, left + 1.6);

    double right = stack({Paragraph({{label("receipt.state"), true}}, centred(-0.6), right_width),
                          Paragraph({{label("receipt.motto"), true}}, centred(), right_width)},
                         right_x, flow_.y());
    rule(right_x + right_width / 2, right_width * 0.45, right + 0.4);
    const std::string date = date_in_words(std::chrono::floor<std::chrono::days>(letter_.at));
    right = stack({Paragraph({{fmt::format("{}, {}", for_print(letter_.place), date), false, true}},
                             centred(-0.4), right_width)},
                  right_x, right + 1.6);
    flow_.skip(std::max(left, right) - flow_.y() + 4);
  }

  void title() {
    const auto& box = flow_.box();
    const double side = letter_.code.empty() ? 0 : format_.qr_side;
    const double note_width = format_.points * 3.6;  // the name of the act on one line
    const double middle_x = box.left + note_width;
    const double middle_width = box.width() - 2 * note_width;
    std::string text;
    for (const auto& line : split(letter_.title, '\n')) text += (text.empty() ? "" : "\n") + for_print(line);
    const Paragraph title = Paragraph::balanced({{text, true}}, centred(2.5), middle_width);
    if (side > 0) {
      flow_.draw([code = qr_code(letter_.code), x = box.left, y = flow_.y(), side](Sheet& sheet) {
        sheet.qr(code, x, y, side);
      });
    }
    flow_.draw([title, middle_x, y = flow_.y() + std::max(0.0, (side - title.height_mm()) / 2)](
                   Sheet& sheet) { sheet.text(title, middle_x, y); });
    flow_.draw([this, note_width, x = box.right - note_width, y = flow_.y()](Sheet& sheet) {
      std::string text = letter_.form + "\n" + letter_.basis;
      if (pages().size() > 1) text += "\n" + page_of(1);
      sheet.text(Paragraph({{text, false, true}}, {format_.points - 2.2, Align::right}, note_width), x, y);
    });
    flow_.skip(std::max({side, title.height_mm(), 3 * (format_.points - 2.2) * 0.55}) + 3);
  }

  std::string page_of(std::size_t number) const {
    return label("receipt.page",
                 {{"page", std::to_string(number)}, {"pages", std::to_string(pages().size())}});
  }

  double next_head(PageFlow& flow) {
    const auto box = flow.box();
    const std::size_t number = flow.pages().size();
    const bool of_dossier = !letter_.code.empty();
    const Paragraph name({{of_dossier ? label("letter.continued") + " " : ""},
                          {for_print(of_dossier ? letter_.code : letter_.title), true}},
                         {format_.points - 1}, box.width() - 30);
    flow.draw([this, name, number, box](Sheet& sheet) {
      sheet.text(name, box.left, box.top);
      sheet.text(Paragraph({{page_of(number), false, true}}, {format_.points - 1, Align::right}, 30),
                 box.right - 30, box.top);
      sheet.line(box.left, box.top + name.height_mm() + 1, box.right, box.top + name.height_mm() + 1, 0.25);
    });
    return name.height_mm() + 4;
  }

  void put(const LetterField& field) {
    if (field.value.empty()) return;
    flow_.text(Paragraph({{for_print(field.label) + " "}, {for_print(field.value), field.bold}},
                         {format_.points, Align::left, 4}, flow_.box().width()),
               flow_.box().left, gap());
  }
  void put(const LetterText& text) {
    if (text.text.empty()) return;
    flow_.text(
        Paragraph({{for_print(text.text), text.bold, text.italic}}, {format_.points}, flow_.box().width()),
        flow_.box().left, gap());
  }
  void put(const LetterTable& table) {
    flow_.skip(0.8);
    put_table(flow_, table, format_.points - 0.8);
    flow_.skip(1.6);
  }
  void put(const LetterPapers& papers) {
    flow_.skip(0.8);
    flow_.need(26);
    put_paper_table(flow_, papers.papers, {format_.points - 0.6, 0.7});
    flow_.skip(1.6);
  }
  double gap() const { return format_.points / 12; }

  // Who signs keeps at least the room to sign in, and never stands on a page of its own without a line above.
  void signatures() {
    if (letter_.signatures.empty()) return;
    const double width = flow_.box().width() / static_cast<double>(letter_.signatures.size());
    struct Signed {
      Paragraph role, hint, name;
    };
    std::vector<Signed> each;
    double heading = 0;
    double names = 0;
    for (const auto& one : letter_.signatures) {
      std::string role = for_print(one.role);
      for (const auto& line : one.capacity) role += "\n" + for_print(line);
      each.push_back({Paragraph::balanced({{role, true}}, centred(), width - 4),
                      Paragraph({{for_print(one.hint), false, true}}, centred(-0.6), width - 4),
                      Paragraph::balanced({{for_print(one.name), true}}, centred(), width - 4)});
      heading = std::max(heading, each.back().role.height_mm() + each.back().hint.height_mm());
      names = std::max(names, each.back().name.height_mm());
    }
    flow_.need(3 + heading + format_.signing + names);
    flow_.skip(3);
    double x = flow_.box().left + 2;
    for (const auto& one : each) {
      flow_.draw([one, x, y = flow_.y(), name_y = flow_.y() + heading + format_.signing](Sheet& sheet) {
        sheet.text(one.role, x, y);
        sheet.text(one.hint, x, y + one.role.height_mm());
        sheet.text(one.name, x, name_y);
      });
      x += width;
    }
    flow_.skip(heading + format_.signing + names);
  }

  const Letter& letter_;
  const Format& format_;
  PageFlow flow_;
};

}  // namespace

Bytes letters_pdf(const std::vector<Letter>& letters, LetterPaper paper) {
  CHECK(!letters.empty());
  const Format format = format_of(paper);
  const auto& first = letters.front();
  Sheet sheet(format.width, format.height,
              for_print(first.title + (first.code.empty() ? "" : " " + first.code)), to_instant(first.at));
  for (const auto& letter : letters) {
    const Page page(letter, format);
    for (const auto& draws : page.pages()) {
      for (const auto& draw : draws) draw(sheet);
      sheet.end_page();
    }
  }
  return sheet.finish();
}

}  // namespace motcua::documents
