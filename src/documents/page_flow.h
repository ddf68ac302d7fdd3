#pragma once
#include <functional>
#include <vector>

#include "documents/sheet.h"

namespace motcua::documents {

// Decides what stands on which page before anything is drawn, so that "page 1 of 3" is known. Millimetres.
class PageFlow {
 public:
  using Draw = std::function<void(Sheet&)>;
  // Draws the head of pages 2 and on; returns the height it takes.
  using Head = std::function<double(PageFlow&)>;

  struct Box {
    double left, top, right, bottom;
    double width() const { return right - left; }
    double height() const { return bottom - top; }
  };

  PageFlow(Box box, Head head) : box_(box), head_(std::move(head)) {}

  const Box& box() const { return box_; }
  double y() const { return y_; }
  double room() const { return box_.bottom - y_; }
  // Room on a fresh page after its head.
  double full_room() const { return box_.height() - head_height_; }
  void skip(double mm) { y_ += mm; }
  void draw(Draw draw) { pages_.back().push_back(std::move(draw)); }
  void new_page();
  // New page unless `mm` fit here; never for more than a page can hold, which is left to flow.
  void need(double mm);
  // Puts the lines of a paragraph, on to further pages if it must.
  void text(const Paragraph& paragraph, double x_mm, double after_mm);

  const std::vector<std::vector<Draw>>& pages() const { return pages_; }

 private:
  Box box_;
  Head head_;
  double y_ = box_.top;
  double head_height_ = 12;
  std::vector<std::vector<Draw>> pages_{1};
};

}  // namespace motcua::documents
