#include "documents/paper_table.h"

#include <fmt/format.h>

#include "base/message.h"

namespace motcua::documents {
namespace {

constexpr double number_width = 7;
constexpr double count_width = 15.5;
constexpr double pad_x = 1.4;
constexpr double head_pad = 0.7;
constexpr double rule = 0.25;
constexpr double head_points = 8.2;

std::string label(std::string_view id) {
  return message(Language::vi, fmt::format("documents.receipt.{}", id));
}

struct Columns {
  double number, name, counts, end;
  double name_width() const { return counts - name; }
  double count(std::size_t i) const { return counts + count_width * static_cast<double>(i); }
};

Columns columns_of(const PageFlow& flow) {
  const double left = flow.box().left;
  return {left, left + number_width, flow.box().right - 3 * count_width, flow.box().right};
}

Paragraph cell(const std::string& text, double points, double width, bool bold = false) {
  return Paragraph({{text, bold}}, {points, Align::centre}, width);
}

void middle(Sheet& sheet, const Paragraph& text, double x, double top, double height) {
  sheet.text(text, x, top + (height - text.height_mm()) / 2);
}

double head_row() { return cell(label("count"), head_points, 60, true).height_mm() + 2 * head_pad; }

void put_head(PageFlow& flow) {
  const Columns at = columns_of(flow);
  const double row = head_row();
  flow.draw([at, row, y = flow.y()](Sheet& sheet) {
    sheet.frame(at.number, y, number_width, 2 * row, rule);
    middle(sheet, cell(label("number"), head_points, number_width, true), at.number, y, 2 * row);
    sheet.frame(at.name, y, at.name_width(), 2 * row, rule);
    middle(sheet, cell(label("paper_name"), head_points, at.name_width(), true), at.name, y, 2 * row);
    sheet.frame(at.counts, y, 3 * count_width, row, rule);
    middle(sheet, cell(label("count"), head_points, 3 * count_width, true), at.counts, y, row);
    std::size_t i = 0;
    for (const char* id : {"originals", "certified_copies", "photocopies"}) {
      const double x = at.count(i++);
      sheet.frame(x, y + row, count_width, row, rule);
      middle(sheet, cell(label(id), 7.8, count_width, true), x, y + row, row);
    }
  });
  flow.skip(2 * row);
}

// Draws the lines first … end-1 of the name; the figures stand beside the first.
void put_row(PageFlow& flow, const Columns& at, const Paragraph& name, std::size_t first, std::size_t end,
             const std::array<std::string, 4>& figures, const TableSetting& setting) {
  const double height = name.height_mm(first, end) + 2 * setting.pad_mm;
  flow.draw([=, y = flow.y()](Sheet& sheet) {
    const auto box = [&](std::size_t i, double x, double width) {
      sheet.frame(x, y, width, height, rule);
      if (first == 0 && !figures[i].empty())
        sheet.text(cell(figures[i], setting.points, width), x, y + setting.pad_mm);
    };
    // In reading order, for those who copy the text or have it read out.
    box(0, at.number, number_width);
    sheet.frame(at.name, y, at.name_width(), height, rule);
    sheet.text(name, at.name + pad_x, y + setting.pad_mm, first, end);
    for (std::size_t i = 0; i < 3; ++i) box(i + 1, at.count(i), count_width);
  });
  flow.skip(height);
}

std::string figure(int count) { return count > 0 ? std::to_string(count) : ""; }

void put_paper(PageFlow& flow, const Columns& at, const Paragraph& name,
               const std::array<std::string, 4>& figures, const TableSetting& setting) {
  const double longest = flow.full_room() - 2 * head_row();
  if (name.height_mm() + 2 * setting.pad_mm > flow.room() &&
      name.height_mm() + 2 * setting.pad_mm <= longest) {
    flow.new_page();
    put_head(flow);
  }
  std::size_t first = 0;
  while (first < name.lines()) {
    std::size_t end = first;
    while (end < name.lines() && name.height_mm(first, end + 1) + 2 * setting.pad_mm <= flow.room()) ++end;
    if (end == first) {
      flow.new_page();
      put_head(flow);
      continue;
    }
    put_row(flow, at, name, first, end, figures, setting);
    first = end;
  }
}

}  // namespace

void put_paper_table(PageFlow& flow, const std::vector<PaperLine>& papers, const TableSetting& setting) {
  const Columns at = columns_of(flow);
  const TextStyle style{setting.points};
  const double name_width = at.name_width() - 2 * pad_x;
  put_head(flow);
  if (papers.empty())
    put_paper(flow, at, Paragraph({{label("no_papers"), false, true}}, style, name_width), {}, setting);
  int number = 0;
  for (const PaperLine& paper : papers) {
    put_paper(flow, at, Paragraph({{for_print(paper.name)}}, style, name_width),
              {std::to_string(++number), figure(paper.originals), figure(paper.certified_copies),
               figure(paper.photocopies)},
              setting);
  }
}

}  // namespace motcua::documents
