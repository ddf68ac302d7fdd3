#pragma once
#include "documents/page_flow.h"
#include "documents/poster.h"

namespace motcua::documents {

// Millimetres of A4; A3 is the same page a root of two larger.
struct PosterFormat {
  double width = 210, height = 297;
  double zoom = 1;  // of the paper
  double text = 1;  // of the letters on it
  double mm(double of_a4) const { return of_a4 * zoom; }
  double points(double of_a4) const { return of_a4 * zoom * text; }
};
PosterFormat format_of(PosterSize size);

// The head that every page of posters and booklets has: the office on indigo, the woven band below it.
constexpr double poster_head_mm = 25;  // of A4
void draw_poster_head(Sheet& sheet, const PosterFormat& format, const std::string& office);

// One poster laid out: what stands on which page, drawn later.
class PosterPages {
 public:
  // In the largest letters that need one page; else as many pages as it takes.
  static PosterFormat fitting(const Poster& poster, PosterFormat format);

  PosterPages(const Poster& poster, const PosterFormat& format);
  std::size_t count() const { return flow_.pages().size(); }
  // `first_number`: the number of its first page in a booklet; 0: none.
  void draw(Sheet& sheet, std::size_t first_number) const;

 private:
  void title();
  void facts();
  void papers(const PosterPapers& papers);
  void notes();
  double next_head(PageFlow& flow);
  void put(const std::string& text, double points_of_a4, bool bold, Ink ink, double after);

  const Poster& poster_;
  const PosterFormat format_;
  PageFlow flow_;
};

}  // namespace motcua::documents
