#include "guide/poster_routes.h"

#include <mutex>

#include "base/text.h"
#include "guide/frame.h"
#include "guide/poster_form.h"
#include "guide/procedure_page.h"

namespace motcua::guide {
namespace {

using http::Request;
using http::Response;

constexpr std::size_t kept_bytes = 24 * 1024 * 1024;

// The booklets of a day, since one of a whole centre takes seconds to draw. Safe from several threads; two
// may draw the same at once, which costs time only.
class DrawnPosters {
 public:
  using Pdf = std::shared_ptr<const std::string>;
  Pdf find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    return found == kept_.end() ? nullptr : found->second.pdf;
  }
  // The catalogue lives as long as what was drawn from it, so that its address means no other one.
  void keep(const std::string& key, Pdf pdf, std::shared_ptr<const catalogue::Catalogue> from) {
    const std::lock_guard lock(mutex_);
    if (bytes_ + pdf->size() > kept_bytes) {
      kept_.clear();
      bytes_ = 0;
    }
    if (pdf->size() > kept_bytes) return;
    if (kept_.emplace(key, Kept{pdf, std::move(from)}).second) bytes_ += pdf->size();
  }

 private:
  std::mutex mutex_;
  struct Kept {
    Pdf pdf;
    std::shared_ptr<const catalogue::Catalogue> from;
  };
  std::map<std::string, Kept> kept_;
  std::size_t bytes_ = 0;
};

struct Wall {
  Lower lower;
  DrawnPosters drawn;
  LocalDate today() const { return local_date(lower.clock.now(), lower.organisation.province().offset); }
};
using WallPtr = std::shared_ptr<Wall>;
using Drawing = std::function<Bytes(documents::PosterSize, Instant)>;

documents::PosterSize size_of(const Request& request) {
  return request.query_value("kho") == "a3" ? documents::PosterSize::a3 : documents::PosterSize::a4;
}

Expected<Response> answer(const WallPtr& wall, const Request& request, const std::string& name,
                          const std::shared_ptr<const catalogue::Catalogue>& catalogue, const Drawing& draw) {
  if (wall->lower.site.base_url.empty()) return refuse("guide.poster_without_address");
  const auto size = size_of(request);
  const char* format = size == documents::PosterSize::a3 ? "a3" : "a4";
  const auto today = wall->today();
  const std::string day = format_iso(today);
  // A sheet made on the same day is the same sheet, byte for byte.
  const auto key = fmt::format("{} {} {} {} {}", name, format, tag_of(request.language), day,
                               reinterpret_cast<std::uintptr_t>(catalogue.get()));
  auto pdf = wall->drawn.find(key);
  if (!pdf) {
    const auto midnight = to_instant(today, wall->lower.organisation.province().offset);
    pdf = std::make_shared<const std::string>(as_text(draw(size, midnight)));
    wall->drawn.keep(key, pdf, catalogue);
  }
  Response response;
  response.shared_body = pdf;
  response.with("Content-Type", "application/pdf");
  response.with("Content-Disposition", fmt::format("inline; filename=\"{}-{}.pdf\"", name, format));
  response.with("Cache-Control", "no-cache");
  return response;
}

std::string cases_in_name(const Request& request) {
  std::string text;
  for (const auto& [name, value] : request.query) {
    if (name.size() > 2 && name.size() <= 4 && name.starts_with("th") && parse_integer(name.substr(2)))
      text += "-" + name;
  }
  return request.query.contains(cases_were_said) ? "-" + std::string(cases_were_said) + text : std::string();
}

Expected<Response> procedure_poster(const WallPtr& wall, const Request& request) {
  const auto catalogue = wall->lower.shelf.current();
  const auto version = catalogue->find(request.param("code"), wall->today());
  if (!version) return refuse("guide.no_such_poster");
  return answer(wall, request, version->code + cases_in_name(request), catalogue,
                [&](documents::PosterSize size, Instant created) {
                  const auto poster = poster_of(wall->lower, request.language, *version, request.query);
                  return documents::poster_pdf(poster, size, created);
                });
}

Expected<Response> sector_booklet(const WallPtr& wall, const Request& request) {
  const auto catalogue = wall->lower.shelf.current();
  for (const auto& sector : sectors(*catalogue, wall->today(), false)) {
    if (sector.key != request.param("sector")) continue;
    return answer(wall, request, sector.key, catalogue, [&](documents::PosterSize size, Instant created) {
      return documents::booklet_pdf(booklet_of(wall->lower, request.language, sector), size, created);
    });
  }
  return refuse("guide.no_such_poster");
}

Expected<Response> commune_booklet(const WallPtr& wall, const Request& request) {
  const auto* unit = wall->lower.organisation.find(request.param("code"));
  if (unit == nullptr ||
      (unit->kind != organisation::UnitKind::commune && unit->kind != organisation::UnitKind::ward)) {
    return refuse("guide.no_such_poster");
  }
  const auto catalogue = wall->lower.shelf.current();
  return answer(wall, request, "xa-" + unit->code, catalogue,
                [&](documents::PosterSize size, Instant created) {
                  const auto booklet = booklet_of(wall->lower, request.language, *unit, wall->today());
                  return documents::booklet_pdf(booklet, size, created);
                });
}

void add_poster(http::Router& router, const WallPtr& wall, std::string path, std::string summary,
                Expected<Response> (*draw)(const WallPtr&, const Request&)) {
  auto route = http::head(http::Method::get, std::move(path), "public", std::move(summary),
                          {{"kho", "Paper: a4 (without it) or a3."}});
  route.produces = "application/pdf";
  router.add(http::file_route(std::move(route),
                              [wall, draw](const Request& request) { return draw(wall, request); }));
}

}  // namespace

void add_poster_routes(http::Router& router, const Lower& lower) {
  const auto wall = std::shared_ptr<Wall>(new Wall{lower, {}});
  add_poster(router, wall, "/to-dan/thu-tuc/{code}", "Poster of a procedure", procedure_poster);
  add_poster(router, wall, "/to-dan/linh-vuc/{sector}", "Booklet of a sector", sector_booklet);
  add_poster(router, wall, "/to-dan/xa/{code}", "Booklet of all that a commune's centre serves",
             commune_booklet);
}

}  // namespace motcua::guide
