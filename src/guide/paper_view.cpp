#include "guide/paper_view.h"

#include "guide/pictograms.h"

namespace motcua::guide {

using catalogue::Paper;

std::string paper_counts(Language language, const Paper& paper) {
  if (paper.kind == catalogue::PaperKind::show) return {};
  std::string text;
  const auto add = [&](int count, std::string_view id) {
    if (count == 0) return;
    text += (text.empty() ? "" : ", ") + message(language, id, {{"count", std::to_string(count)}});
  };
  add(paper.originals, "guide.originals");
  add(paper.certified_copies, "guide.certified");
  add(paper.photocopies, "guide.photocopies");
  return text;
}

std::string paper_case(Language language, const Paper& paper) {
  return paper.when ? message(language, "guide.only_when", {{"when", paper.when->in(language)}})
                    : std::string();
}

std::string paper_shown_note(Language language, const Paper& paper) {
  const bool said = paper.name.vi.find("chỉ đưa ra xem") != std::string::npos;
  return paper.kind == catalogue::PaperKind::show && !said ? message(language, "guide.shown_only")
                                                           : std::string();
}

http::View paper_view(Language language, const Paper& paper, std::set<std::string>& used) {
  const auto picture = paper_picture(paper.name.vi);
  used.insert(picture);
  return http::View()
      .set("name", paper.name.in(language))
      .set("picture", picture)
      .maybe("count", paper_counts(language, paper))
      .maybe("when", paper_case(language, paper))
      .maybe("note", paper_shown_note(language, paper));
}

}  // namespace motcua::guide
