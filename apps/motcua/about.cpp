#include "motcua/about.h"

namespace motcua::app {

struct ProvinceView {
  std::string name;
};
struct AboutView {
  bool demo = false;
  ProvinceView province;
  std::string version;
  Instant now;
};

const http::Shape<ProvinceView>& shape_of(const ProvinceView*) {
  static const auto shape =
      http::object<ProvinceView>("ProvinceName", {http::field("name", &ProvinceView::name)});
  return shape;
}

const http::Shape<AboutView>& shape_of(const AboutView*) {
  static const auto shape = http::object<AboutView>(
      "About", {http::field("demo", &AboutView::demo), http::field("province", &AboutView::province),
                http::field("version", &AboutView::version), http::field("now", &AboutView::now)});
  return shape;
}

void add_about_route(http::Router& router, About about, const Clock& clock) {
  http::Route head;
  head.path = "/api/about";
  head.access = "public";
  head.summary = "Which installation this is, and what time it thinks it is.";
  router.add(http::json_route<AboutView>(
      std::move(head),
      [about = std::move(about), &clock](const http::Request& request) -> Expected<AboutView> {
        return AboutView{about.demo, {about.province.in(request.language)}, about.version, clock.now()};
      }));
}

}  // namespace motcua::app
