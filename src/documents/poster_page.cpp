#include "documents/poster_page.h"

#include <fmt/format.h>

#include "base/check.h"

namespace motcua::documents {
namespace {

constexpr double side = 14;       // margins left and right, of A4
constexpr double foot_room = 16;  // below everything
constexpr double largest_title = 27, smallest_title = 13;
constexpr std::size_t titles_lines = 5;

TextStyle sans(double points) { return {.points = points, .sans = true}; }

PageFlow::Box box_of(const PosterFormat& format) {
  return {format.mm(side), format.mm(poster_head_mm + 7), format.width - format.mm(side),
          format.height - format.mm(foot_room)};
}

// As large as five lines allow: official names run to 900 characters.
Paragraph title_of(const std::string& name, const PosterFormat& format, double width) {
  double points = largest_title;
  for (;; points -= 1) {
    Paragraph title({{for_print(name), true}}, sans(format.points(points)), width);
    if (title.lines() <= titles_lines || points <= smallest_title) return title;
  }
}

const Picture lozenge{{"M12 24 24 12 36 24 24 36z", false}};
const Picture bright_lozenge{{"M12 24 24 12 36 24 24 36z", true}};

}  // namespace

PosterFormat format_of(PosterSize size) {
  switch (size) {
    case PosterSize::a4:
      return {};
    case PosterSize::a3:
      return {297, 420, 297.0 / 210, 1};
  }
  CHECK(false);
}

void draw_poster_head(Sheet& sheet, const PosterFormat& format, const std::string& office) {
  sheet.set_ink(Ink::indigo);
  sheet.box(0, 0, format.width, format.mm(18));
  sheet.set_ink(Ink::white);
  const auto points = 15 * format.zoom;
  const Paragraph name({{for_print(office), true}}, sans(points), format.width - format.mm(2 * side));
  sheet.text(name, format.mm(side), format.mm(9) - name.height_mm() / 2);
  sheet.set_ink(Ink::indigo);
  const double step = format.mm(6), y = format.mm(18.4);
  int at = 0;
  for (double x = step / 2; x + step < format.width; x += step) {
    sheet.picture(at++ % 5 == 0 ? bright_lozenge : lozenge, x, y, step);
  }
}

PosterFormat PosterPages::fitting(const Poster& poster, PosterFormat format) {
  for (const double text : {1.0, 0.9, 0.82, 0.75}) {
    format.text = text;
    if (PosterPages(poster, format).count() == 1) break;
  }
  return format;
}

PosterPages::PosterPages(const Poster& poster, const PosterFormat& format)
    : poster_(poster),
      format_(format),
      flow_(box_of(format), [this](PageFlow& flow) { return next_head(flow); }) {
  CHECK(poster.facts.size() == 3);
  title();
  facts();
  for (const auto& each : poster.papers) papers(each);
  notes();
}

void PosterPages::put(const std::string& text, double points_of_a4, bool bold, Ink ink, double after) {
  if (text.empty()) return;
  const Paragraph paragraph({{for_print(text), bold}}, sans(format_.points(points_of_a4)),
                            flow_.box().width());
  flow_.draw([ink](Sheet& sheet) { sheet.set_ink(ink); });
  flow_.text(paragraph, flow_.box().left, format_.mm(after));
}

void PosterPages::title() {
  const auto box = flow_.box();
  const double code_side = format_.mm(46), picture_side = format_.mm(26), gap = format_.mm(6);
  const double code_x = box.right - code_side, text_x = box.left + picture_side + gap;
  const double width = code_x - gap - text_x, top = flow_.y();
  const Paragraph sector({{for_print(poster_.sector)}}, sans(format_.points(12)), width);
  const Paragraph name = title_of(poster_.name, format_, width);
  const Paragraph official({{for_print(poster_.official_name)}}, sans(format_.points(9.5)), width);
  const Paragraph scan({{for_print(poster_.scan), true}},
                       {.points = 10 * format_.zoom, .align = Align::centre, .sans = true}, code_side);
  const Paragraph code({{for_print(poster_.code)}},
                       {.points = 9 * format_.zoom, .align = Align::centre, .sans = true}, code_side);
  flow_.draw([=, this](Sheet& sheet) {
    sheet.set_ink(Ink::indigo);
    sheet.picture(poster_.picture, box.left, top, picture_side);
    sheet.set_ink(Ink::grey);
    sheet.text(sector, text_x, top);
    sheet.set_ink(Ink::indigo);
    sheet.text(name, text_x, top + sector.height_mm());
    if (!poster_.official_name.empty()) {
      sheet.set_ink(Ink::grey);
      sheet.text(official, text_x, top + sector.height_mm() + name.height_mm() + format_.mm(1));
    }
    sheet.set_ink(Ink::black);
    sheet.qr(qr_code(poster_.url), code_x, top, code_side);
    sheet.text(scan, code_x, top + code_side + format_.mm(2));
    sheet.set_ink(Ink::grey);
    sheet.text(code, code_x, top + code_side + format_.mm(2.5) + scan.height_mm());
  });
  double left = sector.height_mm() + name.height_mm();
  if (!poster_.official_name.empty()) left += official.height_mm() + format_.mm(1);
  const double right = code_side + format_.mm(3) + scan.height_mm() + code.height_mm();
  flow_.skip(std::max({left, right, picture_side}) + format_.mm(5));
  put(poster_.summary, 14.5, false, Ink::black, 4);
}

void PosterPages::facts() {
  const auto box = flow_.box();
  const double gap = format_.mm(6), inner = format_.mm(4);
  const double width = (box.width() - 2 * inner - 2 * gap) / 3;
  struct Column {
    Paragraph label, value, note;
  };
  std::vector<Column> columns;
  double height = 0;
  for (const auto& fact : poster_.facts) {
    columns.push_back({Paragraph({{for_print(fact.label)}}, sans(format_.points(10.5)), width),
                       Paragraph({{for_print(fact.value), true}}, sans(format_.points(14)), width),
                       Paragraph({{for_print(fact.note)}}, sans(format_.points(10.5)), width)});
    const auto& column = columns.back();
    height = std::max(height, column.label.height_mm() + column.value.height_mm() +
                                  (fact.note.empty() ? 0 : column.note.height_mm()));
  }
  flow_.need(height + 2 * inner);
  const double top = flow_.y();
  flow_.draw([=, this](Sheet& sheet) {
    sheet.set_ink(Ink::cloth);
    sheet.box(box.left, top, box.width(), height + 2 * inner);
    double x = box.left + inner;
    for (std::size_t i = 0; i < columns.size(); ++i, x += width + gap) {
      const auto& column = columns[i];
      sheet.set_ink(Ink::grey);
      sheet.text(column.label, x, top + inner);
      sheet.set_ink(Ink::indigo);
      sheet.text(column.value, x, top + inner + column.label.height_mm());
      if (poster_.facts[i].note.empty()) continue;
      sheet.set_ink(Ink::black);
      sheet.text(column.note, x, top + inner + column.label.height_mm() + column.value.height_mm());
    }
  });
  flow_.skip(height + 2 * inner + format_.mm(6));
}

void PosterPages::papers(const PosterPapers& papers) {
  const double picture_side = format_.mm(12) * format_.text, gap = format_.mm(4);
  flow_.need(format_.mm(10) + picture_side);
  put(papers.title, 17, true, Ink::indigo, 1.5);
  const auto box = flow_.box();
  const double x = box.left + picture_side + gap, width = box.right - x;
  for (const auto& paper : papers.papers) {
    const Paragraph name({{for_print(paper.name), true}}, sans(format_.points(13)), width);
    const Paragraph note({{for_print(paper.note)}}, sans(format_.points(11)), width);
    const double words = name.height_mm() + (paper.note.empty() ? 0 : note.height_mm());
    flow_.need(std::max(picture_side, words) + format_.mm(2));
    const double top = flow_.y();
    flow_.draw([picture = paper.picture, left = box.left, top, picture_side](Sheet& sheet) {
      sheet.set_ink(Ink::indigo);
      sheet.picture(picture, left, top, picture_side);
      sheet.set_ink(Ink::black);
    });
    const std::size_t page = flow_.pages().size();
    flow_.text(name, x, 0);
    flow_.draw([](Sheet& sheet) { sheet.set_ink(Ink::grey); });
    if (!paper.note.empty()) flow_.text(note, x, 0);
    if (page == flow_.pages().size()) flow_.skip(std::max(0.0, top + picture_side - flow_.y()));
    flow_.skip(format_.mm(2));
  }
  flow_.skip(format_.mm(3));
}

void PosterPages::notes() {
  for (const auto& note : poster_.notes) put(note, 11.5, false, Ink::black, 1.5);
}

double PosterPages::next_head(PageFlow& flow) {
  const auto box = flow.box();
  const Paragraph name({{for_print(poster_.name), true}}, sans(format_.points(11)), box.width());
  flow.draw([=](Sheet& sheet) {
    sheet.set_ink(Ink::indigo);
    sheet.text(name, box.left, box.top);
    sheet.line(box.left, box.top + name.height_mm() + 1, box.right, box.top + name.height_mm() + 1, 0.3);
    sheet.set_ink(Ink::black);
  });
  return name.height_mm() + format_.mm(5);
}

void PosterPages::draw(Sheet& sheet, std::size_t first_number) const {
  const auto box = flow_.box();
  const double y = format_.height - format_.mm(foot_room - 4), right_width = format_.mm(40);
  std::size_t number = 0;
  for (const auto& draws : flow_.pages()) {
    draw_poster_head(sheet, format_, poster_.office);
    for (const auto& each : draws) each(sheet);
    sheet.set_ink(Ink::grey);
    sheet.line(box.left, y, box.right, y, 0.2);
    const TextStyle small = sans(8 * format_.zoom);
    const double foot_width = box.width() - right_width - format_.mm(4);
    const Paragraph foot({{for_print(poster_.foot)}}, small, foot_width);
    sheet.text(foot, box.left, y + format_.mm(1.5));
    sheet.text(Paragraph({{poster_.url}}, small, foot_width), box.left,
               y + format_.mm(1.5) + foot.height_mm());
    ++number;
    std::string text;
    if (flow_.pages().size() > 1) {
      text = fmt::format("{} {}/{}", for_print(poster_.page_word), number, count());
    }
    if (first_number > 0) {
      text += (text.empty() ? "" : " · ") + std::to_string(first_number + number - 1);
    }
    sheet.text(
        Paragraph({{text, true}}, {.points = small.points, .align = Align::right, .sans = true}, right_width),
        box.right - right_width, y + format_.mm(1.5));
    sheet.set_ink(Ink::black);
    sheet.end_page();
  }
}

}  // namespace motcua::documents
