#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"
#include "documents/outline.h"
#include "documents/qr.h"

namespace motcua::documents {

enum class Align { left, centre, right };

// Text as a form prints it: NFC, white space in runs made one space. Precondition (CHECK): valid UTF-8.
std::string for_print(const std::string& text);

// A piece of text in one face.
struct Run {
  std::string text;
  bool bold = false;
  bool italic = false;
};

struct TextStyle {
  double points = 9.3;
  Align align = Align::left;
  double hanging_mm = 0;  // lines after the first start this far in
  double spacing_points = 0;
  bool sans = false;  // Noto Sans, as posters want it
};

// The colours of a poster (data/design/tokens.css); printed grey they keep their order from dark to light.
enum class Ink { black, indigo, grey, turmeric, cloth, white };

// Text set in Noto Serif or Sans within a width, broken into lines once; words longer than the width are
// broken too, so nothing sticks out. Belongs to the thread that made it. Precondition (CHECK): valid UTF-8.
class Paragraph {
 public:
  Paragraph(const std::vector<Run>& runs, const TextStyle& style, double width_mm);
  // Lines of about the same length, as headings want them.
  static Paragraph balanced(const std::vector<Run>& runs, const TextStyle& style, double width_mm);
  std::size_t lines() const { return lines_.size(); }
  double height_mm() const { return height_mm(0, lines()); }
  double height_mm(std::size_t first, std::size_t end) const;  // of lines first … end-1
  double natural_width_mm() const { return natural_width_mm_; }

 private:
  friend class Sheet;
  struct Line {
    double x, top, bottom, baseline;  // points
  };
  std::shared_ptr<void> layout_;
  std::vector<Line> lines_;
  double natural_width_mm_ = 0;
};

// A PDF being drawn, black on white unless an ink is set, millimetres from the upper left corner of the page.
// Same calls, same bytes: the creation date is the one given. Throws std::runtime_error when Cairo fails (no
// memory).
class Sheet {
 public:
  Sheet(double width_mm, double height_mm, const std::string& title, Instant created);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  void set_origin(double x_mm, double y_mm);
  void text(const Paragraph& paragraph, double x_mm, double y_mm);
  void text(const Paragraph& paragraph, double x_mm, double y_mm, std::size_t first, std::size_t end);
  void line(double x1_mm, double y1_mm, double x2_mm, double y2_mm, double width_mm, bool dashed = false);
  void frame(double x_mm, double y_mm, double width_mm, double height_mm, double line_mm);
  void qr(const QrCode& code, double x_mm, double y_mm, double side_mm);
  void set_ink(Ink ink);                                                  // of all that follows on this page
  void box(double x_mm, double y_mm, double width_mm, double height_mm);  // filled
  // Lines in the ink that is set, filled parts in turmeric.
  void picture(const Picture& picture, double x_mm, double y_mm, double side_mm);
  void end_page();
  Bytes finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace motcua::documents
