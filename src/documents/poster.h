#pragma once
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"
#include "documents/outline.h"

namespace motcua::documents {

// One answer of a poster: "Tiền phải nộp" · "Không mất tiền" · what else there is to know.
struct PosterFact {
  std::string label, value, note;
};

struct PosterPaper {
  std::string name;
  std::string note;  // how many, in which case
  Picture picture;
};
struct PosterPapers {
  std::string title;  // "Mang theo 3 thứ"
  std::vector<PosterPaper> papers;
};

// What hangs on a wall about one procedure. Plain data in one language; empty texts leave their line out.
struct Poster {
  std::string office;  // in the head: "Tỉnh Điện Biên"
  std::string sector;
  std::string name;
  std::string official_name;
  std::string summary;
  Picture picture;
  std::vector<PosterFact> facts;  // three, side by side
  std::vector<PosterPapers> papers;
  std::vector<std::string> notes;
  std::string url;        // what the QR code leads to (CHECK: 1 to 600 bytes)
  std::string scan;       // beside it: "Quét để mở trang này trên điện thoại"
  std::string code;       // "Mã thủ tục 1.001193"
  std::string foot;       // by which decision, in force from when
  std::string page_word;  // "Trang", before 1/2 when there is more than one page
};

// Posters bound together: a cover, a list with page numbers, then each poster on pages of its own.
struct Booklet {
  std::string office, title;
  std::vector<std::string> lines;  // under the title: address, hours
  std::string url, scan;           // the QR code of the cover
  std::string contents_title;
  struct Part {
    std::string heading;  // a sector
    std::vector<Poster> posters;
  };
  std::vector<Part> parts;
};

enum class PosterSize { a4, a3 };

// Pages of 210 × 297 mm or 297 × 420 mm. The letters shrink to three quarters so that one page holds it all;
// what needs more runs on to further pages, nothing is cut. Same poster, same bytes. Preconditions (CHECK):
// valid UTF-8, three facts.
Bytes poster_pdf(const Poster& poster, PosterSize size, Instant created);
Bytes booklet_pdf(const Booklet& booklet, PosterSize size, Instant created);

}  // namespace motcua::documents
