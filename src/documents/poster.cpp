#include "documents/poster.h"

#include "documents/poster_page.h"

namespace motcua::documents {
namespace {

constexpr double side = 18;  // margins of cover and list, of A4

TextStyle sans(double points, Align align = Align::left) {
  return {.points = points, .align = align, .sans = true};
}

// What is known of a booklet's posters before any is drawn; the layouts themselves would fill memory.
struct Plan {
  PosterFormat format;
  std::size_t pages = 0;
};

void draw_cover(Sheet& sheet, const PosterFormat& format, const Booklet& booklet) {
  draw_poster_head(sheet, format, booklet.office);
  const double width = format.width - format.mm(2 * side);
  double y = format.mm(62);
  const auto put = [&](const std::string& text, double points, bool bold, Ink ink, double after) {
    const auto style = sans(points * format.zoom, Align::centre);
    const auto paragraph = Paragraph::balanced({{for_print(text), bold}}, style, width);
    sheet.set_ink(ink);
    sheet.text(paragraph, format.mm(side), y);
    y += paragraph.height_mm() + format.mm(after);
  };
  put(booklet.title, 30, true, Ink::indigo, 8);
  for (const auto& line : booklet.lines) put(line, 15, false, Ink::black, 3);
  y += format.mm(12);
  const double code_side = format.mm(70);
  sheet.set_ink(Ink::black);
  sheet.qr(qr_code(booklet.url), (format.width - code_side) / 2, y, code_side);
  y += code_side + format.mm(6);
  put(booklet.scan, 14, true, Ink::black, 2);
  put(booklet.url, 11, false, Ink::grey, 0);
  sheet.end_page();
}

// The list of what is inside. Numbers stand in a column of their own, so the layout does not wait for them.
class Contents {
 public:
  Contents(const Booklet& booklet, const PosterFormat& format)
      : format_(format),
        flow_({format.mm(side), format.mm(poster_head_mm + 7), format.width - format.mm(side),
               format.height - format.mm(12)},
              [](PageFlow&) { return 0.0; }) {
    const auto box = flow_.box();
    text(booklet.contents_title, 22, true, Ink::indigo, 4, box.width());
    std::size_t entry = 0;
    for (const auto& part : booklet.parts) {
      flow_.need(format.mm(22));
      flow_.skip(format.mm(2));
      text(part.heading, 13, true, Ink::indigo, 1, box.width());
      for (const auto& poster : part.posters) {
        const double number_width = format.mm(14);
        const Paragraph name({{for_print(poster.name)}}, sans(format.points(11)), box.width() - number_width);
        flow_.need(name.height_mm());
        flow_.draw([this, entry, x = box.right - number_width, number_width, y = flow_.y()](Sheet& sheet) {
          sheet.set_ink(Ink::black);
          sheet.text(Paragraph({{std::to_string(numbers_[entry]), true}},
                               sans(format_.points(11), Align::right), number_width),
                     x, y);
        });
        flow_.text(name, box.left, format.mm(1));
        ++entry;
      }
    }
    numbers_.resize(entry);
  }
  std::size_t pages() const { return flow_.pages().size(); }
  void set_number(std::size_t entry, std::size_t page) { numbers_[entry] = page; }

  void draw(Sheet& sheet, const std::string& office) const {
    for (const auto& draws : flow_.pages()) {
      draw_poster_head(sheet, format_, office);
      for (const auto& each : draws) each(sheet);
      sheet.end_page();
    }
  }

 private:
  void text(const std::string& words, double points, bool bold, Ink ink, double after, double width) {
    flow_.draw([ink](Sheet& sheet) { sheet.set_ink(ink); });
    flow_.text(Paragraph({{for_print(words), bold}}, sans(format_.points(points)), width), flow_.box().left,
               format_.mm(after));
  }

  const PosterFormat format_;
  PageFlow flow_;
  std::vector<std::size_t> numbers_;
};

}  // namespace

Bytes poster_pdf(const Poster& poster, PosterSize size, Instant created) {
  const auto format = PosterPages::fitting(poster, format_of(size));
  Sheet sheet(format.width, format.height, for_print(poster.name), created);
  PosterPages(poster, format).draw(sheet, 0);
  return sheet.finish();
}

Bytes booklet_pdf(const Booklet& booklet, PosterSize size, Instant created) {
  const auto paper = format_of(size);
  Contents contents(booklet, paper);
  std::vector<Plan> plans;
  std::size_t next = 2 + contents.pages();  // the cover is page 1
  for (const auto& part : booklet.parts) {
    for (const auto& poster : part.posters) {
      const auto format = PosterPages::fitting(poster, paper);
      contents.set_number(plans.size(), next);
      plans.push_back({format, PosterPages(poster, format).count()});
      next += plans.back().pages;
    }
  }
  Sheet sheet(paper.width, paper.height, for_print(booklet.title), created);
  draw_cover(sheet, paper, booklet);
  contents.draw(sheet, booklet.office);
  std::size_t at = 0;
  std::size_t number = 2 + contents.pages();
  for (const auto& part : booklet.parts) {
    for (const auto& poster : part.posters) {
      PosterPages(poster, plans[at].format).draw(sheet, number);
      number += plans[at++].pages;
    }
  }
  return sheet.finish();
}

}  // namespace motcua::documents
