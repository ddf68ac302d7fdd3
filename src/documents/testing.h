#pragma once
#include <cairo.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/bytes.h"

// For tests: a form compared with the picture that was approved.
namespace motcua::documents {

// Grey values averaged over squares of 4 × 4 points, so that another version of the renderer does not matter.
inline std::vector<double> grey_squares(const std::string& png, int& columns) {
  cairo_surface_t* surface = cairo_image_surface_create_from_png(png.c_str());
  std::vector<double> squares;
  columns = cairo_image_surface_get_width(surface) / 4;
  const int rows = cairo_image_surface_get_height(surface) / 4;
  const int stride = cairo_image_surface_get_stride(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  for (int square = 0; data != nullptr && square < rows * columns; ++square) {
    double sum = 0;
    for (int point = 0; point < 16; ++point) {
      const int y = square / columns * 4 + point / 4;
      const int x = square % columns * 4 + point % 4;
      sum += data[y * stride + x * 4 + 1];
    }
    squares.push_back(sum / 16);
  }
  cairo_surface_destroy(surface);
  return squares;
}

// The first page of `pdf` looks as the stored picture does. MOTCUA_UPDATE_GOLDEN=1 writes the picture anew;
// look at it before it is kept.
inline void expect_looks_like(const Bytes& pdf, const std::string& golden) {
  namespace fs = std::filesystem;
  std::string directory = (fs::temp_directory_path() / "golden.XXXXXX").string();
  ASSERT_NE(::mkdtemp(directory.data()), nullptr);
  const std::string path = directory + "/form";
  std::ofstream(path + ".pdf", std::ios::binary) << as_text(pdf);
  const std::string render = "pdftoppm -r 60 -gray -png -singlefile " + path + ".pdf " + path;
  ASSERT_EQ(std::system(render.c_str()), 0);
  if (std::getenv("MOTCUA_UPDATE_GOLDEN") != nullptr) {
    fs::copy_file(path + ".png", golden, fs::copy_options::overwrite_existing);
  }
  int columns = 0;
  int golden_columns = 0;
  const auto now = grey_squares(path + ".png", columns);
  const auto approved = grey_squares(golden, golden_columns);
  fs::remove_all(directory);
  ASSERT_EQ(now.size(), approved.size());
  ASSERT_EQ(columns, golden_columns);
  ASSERT_FALSE(now.empty());
  double sum = 0;
  int changed = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    sum += std::abs(now[i] - approved[i]);
    if (std::abs(now[i] - approved[i]) > 60) ++changed;
  }
  EXPECT_LT(sum / static_cast<double>(now.size()), 0.7) << golden;
  EXPECT_LT(changed, 25) << golden << ": squares of 1.7 mm; a word more or less changes more of them";
}

}  // namespace motcua::documents
