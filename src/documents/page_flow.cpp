#include "documents/page_flow.h"

namespace motcua::documents {

void PageFlow::new_page() {
  pages_.emplace_back();
  y_ = box_.top;
  head_height_ = head_(*this);
  y_ = box_.top + head_height_;
}

void PageFlow::need(double mm) {
  if (mm > room() && mm <= full_room()) new_page();
}

void PageFlow::text(const Paragraph& paragraph, double x_mm, double after_mm) {
  std::size_t first = 0;
  while (first < paragraph.lines()) {
    std::size_t end = first;
    while (end < paragraph.lines() && paragraph.height_mm(first, end + 1) <= room()) ++end;
    if (end == first) {
      new_page();
      end = first + 1;
      while (end < paragraph.lines() && paragraph.height_mm(first, end + 1) <= room()) ++end;
    }
    draw([paragraph, x_mm, y = y_, first, end](Sheet& sheet) { sheet.text(paragraph, x_mm, y, first, end); });
    y_ += paragraph.height_mm(first, end);
    first = end;
  }
  y_ += after_mm;
}

}  // namespace motcua::documents
