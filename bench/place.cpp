#include "place.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "all_sql.h"
#include "base/clock.h"
#include "bench/fill.h"
#include "bench/fill/capture.h"
#include "motcua/data_directory.h"
#include "program.h"
#include "ranking/ranking.h"
#include "store/testing/postgres_server.h"

namespace motcua::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t copied_up_to = 200'000;

// What a filled installation depends on: another schema wants another filling.
std::string schema() {
  std::string all;
  for (const auto& each : all_migrations()) {
    all += fmt::format("{}\n{}\n{}\n", each.name, each.sqlite, each.postgres);
  }
  return to_hex(sha256(as_bytes(all)));
}

std::string base_name(store::Engine engine, std::size_t size) {
  return fmt::format("{}_{}", name_of(engine), size);
}

void make(const Settings& settings, const Place& place, std::size_t size) {
  std::vector<std::string> command{settings.program, "init", "--data", place.data};
  if (!place.database.empty()) command.insert(command.end(), {"--database", place.database});
  output_of(command);
  const auto store = store::open(place.options());
  FillPlan plan;
  plan.dossiers = size;
  plan.now = SystemClock().now();
  plan.progress = [size](std::size_t done) {
    if (done % 100'000 == 0) std::cerr << fmt::format("  {} of {} dossiers\n", done, size);
  };
  const auto filled = fill(*store, place.options(), place.keys(), plan);
  const auto organisation = organisation::load_organisation();
  const workflow::Timetables timetables(organisation, calendar::shipped_calendar());
  ranking::Projection(*store, {organisation, timetables}).rebuild();
  if (size > 0) {
    std::cerr << fmt::format("  filled with {} dossiers, {} rows, in {:.0f} s\n", filled.dossiers,
                             filled.rows, filled.seconds);
  }
}

}  // namespace

struct Database::Server {
  explicit Server(const Settings& settings) : server(settings.scratch + "/postgres", settings_in_force()) {}
  store::PostgresServer server;
};

std::vector<std::string> Database::settings_in_force() {
  return {"max_connections=150", "shared_buffers=1GB", "max_wal_size=8GB", "wal_compression=lz4", "jit=off"};
}

Database::Database(const Settings& settings) : server_(new Server(settings)) {}
Database::~Database() = default;

std::string Database::url(const std::string& name) const { return server_->server.url(name); }
void Database::create(const std::string& name, const std::string& copy_of) {
  server_->server.create_database(name, copy_of);
}
void Database::drop(const std::string& name) { server_->server.drop_database(name); }
double Database::cpu_seconds() const { return cpu_of_family(server_->server.process()); }
std::string Database::pgbench() const { return server_->server.programs() + "/pgbench"; }

bool Database::has(const std::string& name) const {
  store::Options options;
  options.database = url("postgres");
  const auto store = store::open(options);
  return store->read(
      [&](store::Reader& reader) { return reader.one(own_query("database_by_name"), {name}).has_value(); });
}

store::Options Place::options() const {
  store::Options options;
  options.data_directory = data;
  options.database = database;
  return options;
}

dossier::Keys Place::keys() const { return dossier::Keys(app::DataDirectory(data).key()); }

Place place_of(const Settings& settings, Database* database, store::Engine engine, std::size_t size) {
  const std::string name = base_name(engine, size);
  const bool postgres = engine == store::Engine::postgres;
  Place base{settings.scratch + "/" + name, postgres ? database->url(name) : ""};
  const std::string mark = base.data + ".schema";
  if (content_of(mark) != schema()) {
    std::cerr << fmt::format("making {}\n", name);
    fs::remove_all(base.data);
    if (postgres && database->has(name)) database->drop(name);
    if (postgres) database->create(name);
    make(settings, base, size);
    std::ofstream(mark) << schema();
  }
  if (size > copied_up_to) return base;
  Place work{settings.scratch + "/work", postgres ? database->url("work") : ""};
  fs::remove_all(work.data);
  fs::copy(base.data, work.data, fs::copy_options::recursive);
  if (postgres) {
    if (database->has("work")) database->drop("work");
    database->create("work", name);
  }
  return work;
}

}  // namespace motcua::bench
