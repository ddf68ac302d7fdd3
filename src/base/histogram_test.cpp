#include "base/histogram.h"

#include <gtest/gtest.h>

namespace motcua {
namespace {

TEST(Histogram, CountsCumulatively) {
  Histogram histogram({0.5, 1, 2});
  for (const double value : {0.25, 0.5, 1.5, 100.0}) histogram.observe(value);
  Histogram::Figures figures;
  histogram.append("wait", figures, "door=\"a\"");
  const Histogram::Figures wanted{
      {"wait_bucket{door=\"a\",le=\"0.5\"}", 2}, {"wait_bucket{door=\"a\",le=\"1\"}", 2},
      {"wait_bucket{door=\"a\",le=\"2\"}", 3},   {"wait_bucket{door=\"a\",le=\"+Inf\"}", 4},
      {"wait_sum{door=\"a\"}", 102.25},          {"wait_count{door=\"a\"}", 4}};
  EXPECT_EQ(figures, wanted);
  figures.clear();
  histogram.append("wait", figures);
  EXPECT_EQ(figures.front().first, "wait_bucket{le=\"0.5\"}");
  EXPECT_EQ(figures.back().first, "wait_count");
}

TEST(Histogram, RefusesBoundsThatDoNotRise) { EXPECT_ANY_THROW(Histogram({1, 1})); }

}  // namespace
}  // namespace motcua
