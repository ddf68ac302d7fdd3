#include "documents/outline.h"

#include <cctype>
#include <charconv>

#include "base/check.h"

namespace motcua::documents {
namespace {

constexpr double round_corner = 0.5522847498;  // control of a quarter circle of radius 1

struct Point {
  double x = 0, y = 0;
};

class PathReader {
 public:
  explicit PathReader(std::string_view path) : rest_(path) {}

  std::vector<Segment> read() {
    char command = 0;
    for (skip(); !rest_.empty(); skip()) {
      if (std::isalpha(static_cast<unsigned char>(rest_.front())) != 0) {
        command = rest_.front();
        rest_.remove_prefix(1);
      } else {
        // More numbers after a move are lines (SVG 1.1, section 8.3.2); nothing may follow a close.
        CHECK(command != 0 && command != 'z' && command != 'Z');
        if (command == 'M') command = 'L';
        if (command == 'm') command = 'l';
      }
      obey(command);
    }
    return std::move(segments_);
  }

 private:
  void skip() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == ',')) rest_.remove_prefix(1);
  }
  double number() {
    skip();
    double value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    CHECK(error == std::errc());
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }
  Point point(bool relative) {
    const double x = number(), y = number();
    return relative ? Point{at_.x + x, at_.y + y} : Point{x, y};
  }

  void obey(char command) {
    const bool relative = std::islower(static_cast<unsigned char>(command)) != 0;
    switch (std::toupper(static_cast<unsigned char>(command))) {
      case 'M':
        start_ = at_ = point(relative);
        segments_.push_back({Segment::Kind::move, {at_.x, at_.y}});
        return;
      case 'L':
        return line_to(point(relative));
      case 'H':
        return line_to({(relative ? at_.x : 0) + number(), at_.y});
      case 'V':
        return line_to({at_.x, (relative ? at_.y : 0) + number()});
      case 'C': {
        const Point one = point(relative), two = point(relative);
        return curve_to(one, two, point(relative));
      }
      case 'Q': {
        const Point control = point(relative);
        return bend_to(control, point(relative));
      }
      case 'T':
        return bend_to({2 * at_.x - control_.x, 2 * at_.y - control_.y}, point(relative));
      case 'A':
        return half_circle(relative);
      case 'Z':
        segments_.push_back({Segment::Kind::close, {}});
        at_ = start_;
        return;
    }
    CHECK(false);
  }

  void line_to(Point to) {
    segments_.push_back({Segment::Kind::line, {to.x, to.y}});
    at_ = to;
  }
  void curve_to(Point one, Point two, Point to) {
    segments_.push_back({Segment::Kind::curve, {one.x, one.y, two.x, two.y, to.x, to.y}});
    at_ = to;
  }
  // A quadratic curve as a cubic one.
  void bend_to(Point control, Point to) {
    control_ = control;
    curve_to({at_.x + 2.0 / 3 * (control.x - at_.x), at_.y + 2.0 / 3 * (control.y - at_.y)},
             {to.x + 2.0 / 3 * (control.x - to.x), to.y + 2.0 / 3 * (control.y - to.y)}, to);
  }
  void half_circle(bool relative) {
    const double radius = number();
    for (int i = 0; i < 4; ++i) number();  // the other radius, turn, size and direction
    const Point from = at_, to = point(relative);
    CHECK(from.y == to.y);
    const double way = to.x > from.x ? 1 : -1;  // clockwise: over the top from left to right
    const double k = round_corner * radius;
    const Point top{(from.x + to.x) / 2, from.y - way * radius};
    curve_to({from.x, from.y - way * k}, {top.x - way * k, top.y}, top);
    curve_to({top.x + way * k, top.y}, {to.x, to.y - way * k}, to);
  }

  std::string_view rest_;
  Point at_, start_, control_;
  std::vector<Segment> segments_;
};

}  // namespace

std::vector<Segment> outline(std::string_view path) { return PathReader(path).read(); }

}  // namespace motcua::documents
