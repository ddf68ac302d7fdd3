#include "documents/letter_table.h"

#include "base/check.h"

namespace motcua::documents {
namespace {

constexpr double pad = 1.2;
constexpr double line_width = 0.25;

struct Cell {
  double x, width;
  std::vector<Run> runs;
  TextStyle style;
  Paragraph text;
};

class Table {
 public:
  Table(PageFlow& flow, const LetterTable& table, double points)
      : flow_(flow), table_(table), points_(points) {
    double parts = 0;
    for (const auto& column : table.columns) parts += column.part;
    double x = flow.box().left;
    for (const auto& column : table.columns) {
      const double width = flow.box().width() * column.part / parts;
      places_.emplace_back(x, width);
      x += width;
    }
  }

  void put() {
    const auto head = head_row();
    flow_.need(height(head, 0) + 12);
    draw(head, 0);
    for (const auto& row : table_.rows) {
      CHECK(row.size() == table_.columns.size());
      put_row(row);
    }
  }

 private:
  std::vector<Cell> head_row() const {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      cells.push_back(cell(i, table_.columns[i].heading, true, Align::centre));
    }
    return cells;
  }

  Cell cell(std::size_t column, const std::string& text, bool bold, Align align) const {
    const auto [x, width] = places_[column];
    const std::vector<Run> runs{{for_print(text), bold}};
    const TextStyle style{points_, align};
    return {x, width, runs, style, Paragraph(runs, style, width - 2 * pad)};
  }

  // Of the lines from `first` on.
  static double height(const std::vector<Cell>& cells, std::size_t first) {
    double most = 0;
    for (const auto& each : cells) {
      const std::size_t from = std::min(first, each.text.lines());
      most = std::max(most, each.text.height_mm(from, each.text.lines()));
    }
    return most + 2 * pad;
  }

  void put_row(const std::vector<std::string>& row) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < row.size(); ++i)
      cells.push_back(cell(i, row[i], false, table_.columns[i].align));
    if (height(cells, 0) > flow_.room()) next_page();
    std::size_t first = 0;
    while (height(cells, first) > flow_.room()) {  // longer than a page
      const std::size_t end = lines_that_fit(cells, first);
      draw(cells, first, end);
      first = end;
      next_page();
    }
    draw(cells, first);
  }

  void next_page() {
    flow_.new_page();
    draw(head_row(), 0);
  }

  std::size_t lines_that_fit(const std::vector<Cell>& cells, std::size_t first) const {
    const auto longest = std::max_element(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
      return a.text.lines() < b.text.lines();
    });
    std::size_t end = first + 1;
    while (end < longest->text.lines() && longest->text.height_mm(first, end + 1) + 2 * pad <= flow_.room()) {
      ++end;
    }
    return end;
  }

  void draw(const std::vector<Cell>& cells, std::size_t first, std::optional<std::size_t> end = {}) {
    double tall = 0;
    for (const auto& each : cells) {
      const std::size_t from = std::min(first, each.text.lines());
      const std::size_t to = std::min(end.value_or(each.text.lines()), each.text.lines());
      tall = std::max(tall, each.text.height_mm(from, to) + 2 * pad);
    }
    for (const auto& each : cells) {
      const std::size_t from = std::min(first, each.text.lines());
      const std::size_t to = std::min(end.value_or(each.text.lines()), each.text.lines());
      // Set again when drawn: a register of thousands of rows would keep every layout until then.
      flow_.draw([x = each.x, width = each.width, runs = each.runs, style = each.style, from, to, tall,
                  y = flow_.y()](Sheet& sheet) {
        sheet.frame(x, y, width, tall, line_width);
        if (from < to) sheet.text(Paragraph(runs, style, width - 2 * pad), x + pad, y + pad, from, to);
      });
    }
    flow_.skip(tall);
  }

  PageFlow& flow_;
  const LetterTable& table_;
  const double points_;
  std::vector<std::pair<double, double>> places_;  // x and width of each column
};

}  // namespace

void put_table(PageFlow& flow, const LetterTable& table, double points) { Table(flow, table, points).put(); }

}  // namespace motcua::documents
