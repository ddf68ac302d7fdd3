#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::documents {

// A picture on a grid of 48: its parts in the order they are drawn, each the d of an SVG path.
struct PicturePart {
  std::string path;
  bool filled = false;  // besides being drawn as a line
};
using Picture = std::vector<PicturePart>;

// One piece of an outline in absolute units of the grid.
struct Segment {
  enum class Kind { move, line, curve, close };
  Kind kind = Kind::move;
  std::array<double, 6> at{};  // move, line: x y; curve: two controls and the end
};

// Reads an SVG path: M L H V C Q T Z and A in both cases, where an arc is half a circle, up or down at the
// reader's left and right. CHECKs that it reads to the end: pictures ship with the program.
std::vector<Segment> outline(std::string_view path);

}  // namespace motcua::documents
