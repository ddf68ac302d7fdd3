#include "motcua/compose.h"

#include <unistd.h>

#include <filesystem>

#include "all_sql.h"
#include "http/openapi.h"
#include "http/static_files.h"
#include "motcua/about.h"
#include "motcua/background.h"
#include "motcua/erasure_register.h"
#include "motcua/own_words.h"
#include "motcua/own_words_routes.h"
#include "motcua/parts.h"
#include "motcua/process_figures.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

// build/release/motcua → web/dist; installed in PREFIX/bin → PREFIX/share/motcua/web.
std::string web_directory(const std::string& wanted) {
  if (!wanted.empty()) return wanted;
  const fs::path program = fs::read_symlink("/proc/self/exe").parent_path();
  for (const auto& candidate :
       {program / "../../web/dist", program / "../share/motcua/web", program / "../../../web/dist"}) {
    if (fs::exists(candidate / "index.html")) return fs::weakly_canonical(candidate).string();
  }
  return "";
}

store::Options store_options(const ProgramOptions& options, const DataDirectory& directory) {
  store::Options wanted;
  wanted.data_directory = directory.path();
  wanted.inline_writes = options.inline_writes;
  wanted.filling = options.making;
  wanted.limits = options.limits;
  wanted.readers = options.readers;
  wanted.writers = options.writers;
  wanted.database = options.database.empty() ? directory.database() : options.database;
  return wanted;
}

std::unique_ptr<store::Store> open_current(const store::Options& wanted, const DataDirectory& directory) {
  directory.key();  // an installation is here, and whole, before a schema is made anywhere
  auto store = store::open(wanted);
  store::migrate(*store, all_migrations());
  return store;
}

identity::Settings identity_settings(const ProgramOptions& options,
                                     const organisation::Organisation& organisation) {
  identity::Settings settings;
  if (options.fast_passwords) settings.hash_cost = identity::HashCost::minimum();
  settings.secure_cookie = options.secure_cookies;
  settings.offset = organisation.province().offset;
  return settings;
}

guide::Site site(const ProgramOptions& options, const DataDirectory& directory,
                 const organisation::Organisation& organisation) {
  return {organisation.province().name, options.public_url, fs::exists(directory.demo_accounts()),
          options.secure_cookies};
}

void add_figures(Program::Parts& parts) {
  parts.metrics.add_figures([&parts] { return parts.store->figures(); });
  parts.metrics.add_figures([&parts] { return parts.jobs.figures(); });
  parts.metrics.add_figures([&parts]() -> std::vector<std::pair<std::string, double>> {
    if (!parts.readiness.unwell().empty()) return {};
    try {
      return parts.store->read([](store::Reader& reader) { return dossier::lag(reader); });
    } catch (const store::StoreFailed&) {
      return {};  // all other figures are wanted most when the store is gone
    }
  });
  parts.metrics.add_figures([&parts] { return process_figures(parts.directory.path()); });
  parts.metrics.add_figures([&parts]() -> std::vector<std::pair<std::string, double>> {
    return {{fmt::format("build_info{{version=\"{}\"}}", program_version), 1},
            {"ready", parts.readiness.unwell().empty() ? 1 : 0}};
  });
}

}  // namespace

Program::Parts::Parts(const ProgramOptions& options, const Clock& clock, Random& random)
    : directory(options.data, options.making ? DataDirectory::For::making : DataDirectory::For::use),
      store(open_current(store_options(options, directory), directory)),
      jobs(*store, store::make_lease(store_options(options, directory)), clock),
      readiness(*store, options.data, options.disk_floor),
      organisation(organisation::load_organisation()),
      identity(*store, organisation, clock, random, identity_settings(options, organisation)),
      dossiers(dossier::Keys(directory.key()), random),
      blobs(directory.blobs(), options.making ? documents::Saving::with_settle : documents::Saving::at_once),
      scans(*store, dossiers, blobs, random),
      erasures(std::make_unique<ErasureRegister>(directory.erasures())),
      timetables(organisation, calendar::shipped_calendar()),
      installation{*store, dossiers, organisation, shelf, timetables, clock, random},
      rate_limits(http::RateLimits::shipped(clock)),
      unanswered(*store),
      guide{site(options, directory, organisation), clock, organisation, shelf, timetables, &unanswered},
      inbox(*store, directory.key(), random),
      feedback{guide.site, clock, random, organisation, shelf, inbox},
      tracked(installation),
      tracking{guide.site, clock, tracked, dossier::derive(directory.key(), "tracking/pass")},
      counting{organisation, timetables},
      figures(*store, counting) {
  workflow::count_moves(dossiers);
  workflow::keep_clocks(dossiers, timetables);
  add_jobs(*this);
  erased_again = erasures->settle(*store, scans, clock, random);
  scans.on_erased([this](const dossier::Erasure& erasure) {
    try {
      erasures->add({erasure});
    } catch (const std::runtime_error&) {
      return;  // the event is stored; the next start writes it down
    }
  });
  catalogue::publish_shipped(*store, local_date(clock.now(), organisation.province().offset), clock.now());
  shelf.replace(catalogue::load_catalogue(*store, people_words(directory)));

  router.set_gate(identity::make_gate(identity));
  router.set_limiter(
      [this](const auto& request, const auto& route) { return rate_limits.refuse(request, route); });
  router.set_https(options.public_url.starts_with("https://"));
  router.set_error_page([this](const Problems& problems, Language language, std::string_view incident) {
    return guide::error_page(guide.site, problems, language, incident);
  });
  organisation::add_routes(router, organisation);
  identity::add_routes(router, identity,
                       [this](std::string_view unit) { return workflow::open_dossiers(installation, unit); });
  catalogue::add_routes(router, shelf, clock);
  workflow::add_routes(router, installation);
  intake::add_routes(router, installation, scans, {options.public_url});
  result::add_routes(router, installation, scans);
  guide::add_routes(router, guide);
  feedback::add_routes(router, feedback);
  tracking::add_routes(router, tracking);
  ranking::add_routes(router, installation);
  ranking::add_public_routes(router, {guide.site, clock, organisation, shelf, *store});
  add_about_route(router, {guide.site.synthetic, organisation.province().name, program_version}, clock);
  add_own_words_routes(router, *this);
  http::add_openapi_route(router, program_title, program_version);
  http::watch(router, metrics);
  if (!options.metrics_apart) http::add_metrics_route(router, metrics, http::Audience::this_machine);
  http::add_health_routes(router, [this] { return readiness.unwell(); });
  add_figures(*this);
  if (const std::string web = web_directory(options.web); !web.empty()) {
    router.add(http::StaticFiles::read(web).route("/app/", true));
  }
}

Program::Parts::~Parts() { jobs.stop(); }

Program::Program(const ProgramOptions& options, const Clock& clock, Random& random)
    : parts_(std::make_unique<Parts>(options, clock, random)) {}
Program::~Program() = default;

const http::Router& Program::router() const { return parts_->router; }
http::Router& Program::mutable_router() { return parts_->router; }
store::Store& Program::store() { return *parts_->store; }
http::Metrics& Program::metrics() { return parts_->metrics; }
store::Jobs& Program::jobs() { return parts_->jobs; }
Readiness& Program::readiness() { return parts_->readiness; }
void Program::reload_catalogue() {
  parts_->shelf.replace(catalogue::load_catalogue(*parts_->store, people_words(parts_->directory)));
}
void Program::settle() {
  parts_->blobs.settle();
  parts_->store->settle();
}

std::string openapi_text() {
  // The document says what the routes are, so it is made from the routes themselves, over a store that is
  // thrown away.
  SystemClock clock;
  SystemRandom random;
  const fs::path directory =
      fs::temp_directory_path() / ("motcua-openapi-" + Uuid::v7(clock.now(), random).text());
  DataDirectory(directory.string()).create(random);
  std::string text;
  {
    Program program({.data = directory.string()}, clock, random);
    text = pretty_json(http::openapi_document(program.router(), program_title, program_version)) + "\n";
  }
  fs::remove_all(directory);
  return text;
}

}  // namespace motcua::app
