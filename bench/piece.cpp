#include "piece.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "all_sql.h"
#include "base/clock.h"
#include "bench/fill/capture.h"
#include "http_talk.h"
#include "identity/identity.h"
#include "receipt_time.h"
#include "search_time.h"
#include "store/testing/plans.h"

namespace motcua::bench {
namespace {

const char* const sign_in_account = "do.dang.nhap";

double seconds_of_cpu(const Piece& piece) { return piece.server->usage().cpu_seconds; }

json::array plans_at_fault(const Piece& piece) {
  json::array faults;
  for (const auto& scan : store::scans_of_large_tables(piece.place.options(), all_queries())) {
    faults.push_back(json::string(fmt::format("{} reads all of {}", scan.query, scan.table)));
  }
  return faults;
}

// Until program and database rest: after a filling, figures and closed days are counted once, and that is no
// cost of a request. Seconds it took.
double wait_for_rest(const Piece& piece) {
  constexpr double at_rest = 0.1;  // of a core
  constexpr auto longest = std::chrono::minutes(40);
  const auto used = [&] {
    return seconds_of_cpu(piece) + (piece.database == nullptr ? 0 : piece.database->cpu_seconds());
  };
  const auto began = std::chrono::steady_clock::now();
  auto rested_since = began;
  double before = used();
  for (int quiet = 0; quiet < 2;) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const double now = used();
    quiet = now - before < at_rest ? quiet + 1 : 0;
    before = now;
    const auto time = std::chrono::steady_clock::now();
    if (quiet == 0) rested_since = time;
    if (time - began > longest) throw std::runtime_error("the program never comes to rest");
  }
  return std::chrono::duration<double>(rested_since - began).count();
}

}  // namespace

void Figure::put(const Measured& measured) {
  per_second = measured.per_second();
  p50 = measured.percentile_ms(0.5);
  p95 = measured.percentile_ms(0.95);
  p99 = measured.percentile_ms(0.99);
  requests = static_cast<double>(measured.micros.size());
}

Piece::Piece(const Settings& wanted, Database* kept, store::Engine of, std::size_t how_many)
    : settings(wanted),
      database(kept),
      engine(of),
      size(how_many),
      place(place_of(wanted, kept, of, how_many)),
      // Other requests than those an earlier run left in this installation.
      random(static_cast<std::uint64_t>(SystemClock().now().time_since_epoch().count())) {}

Figure& Piece::record(const std::string& scenario, Load& load) {
  double cpu = 0, database_cpu = 0, machine = 0;
  const auto sample = [&](double sign) {
    cpu += sign * seconds_of_cpu(*this);
    database_cpu += database == nullptr ? 0 : sign * database->cpu_seconds();
    machine += sign * machine_cpu_seconds();
  };
  load.port = server->port();
  load.warm_up = {{counters, settings.warm_up}};
  const auto begin = load.on_begin, end = load.on_end;
  load.on_begin = [&] {
    begin();
    sample(-1);
  };
  load.on_end = [&] {
    sample(+1);
    end();
  };
  const Measured measured = run(load);
  if (measured.refused > 0) {
    throw std::runtime_error(fmt::format("{}: {} requests were refused: {}", scenario, measured.refused,
                                         measured.refusal.substr(0, 2000)));
  }
  const auto count = std::max(1.0, static_cast<double>(measured.micros.size()));
  Figure figure;
  figure.scenario = scenario;
  figure.put(measured);
  figure.cpu = cpu / count * 1e6;
  figure.database_cpu = database_cpu / count * 1e6;
  figure.client_cores = measured.client_cpu_seconds / measured.seconds;
  figure.other_cores =
      std::max(0.0, (machine - cpu - database_cpu - measured.client_cpu_seconds) / measured.seconds);
  std::cerr << fmt::format("  {:22} {:8.0f}/s  p95 {:7.2f} ms  p99 {:7.2f} ms  {:6.0f} µs\n", scenario,
                           figure.per_second, figure.p95, figure.p99, figure.cpu);
  return figures.emplace_back(std::move(figure));
}

void Piece::record_at_pace(Load load, double per_second) {
  load.pace = per_second;
  load.on_begin = load.on_end = [] {};
  const Measured measured = run(load);
  Figure& figure = figures.back();
  if (measured.refused > 0)
    throw std::runtime_error(fmt::format("{} at a pace: {} requests were refused: {}", figure.scenario,
                                         measured.refused, measured.refusal.substr(0, 2000)));
  figure.more.insert(figure.more.end(), {{"pace", per_second},
                                         {"pace_p50", measured.percentile_ms(0.5)},
                                         {"pace_p95", measured.percentile_ms(0.95)},
                                         {"pace_p99", measured.percentile_ms(0.99)}});
  std::cerr << fmt::format("  {:22} {:8.0f}/s  p95 {:7.2f} ms  p99 {:7.2f} ms\n", "  at a pace of",
                           per_second, measured.percentile_ms(0.95), measured.percentile_ms(0.99));
}

void Piece::prepare() {
  const auto store = store::open(place.options());
  crews = sign_in_all(*store, SystemClock().now());
  filed.resize(crews.size());
  if (settings.wants("sign-in")) {
    password = make_account(*store, sign_in_account, crews[0].unit, SystemClock().now());
  }
}

void Piece::write_scenarios() {
  if (settings.wants("filing")) measure_filing(*this);
  if (settings.wants("advancing")) measure_advancing(*this);
  if (settings.wants("life cycle")) measure_life_cycle(*this);
}

void Piece::read_scenarios() {
  seek(*this);
  measure_lookups(*this);
  measure_work_lists(*this);
  measure_search(*this);
  if (settings.wants("authentication")) measure_authentication(*this);
}

// With the server down: each on its own rows, as they were written.
void Piece::floors() {
  for (const auto& each : written) {
    const auto figure = std::find_if(figures.begin(), figures.end(),
                                     [&](const Figure& f) { return f.scenario == each.scenario; });
    const bool lives = each.scenario == "life cycle";
    const double machine = machine_cpu_seconds();
    Floor floor;
    if (engine == store::Engine::sqlite) {
      floor = sqlite_floor(place, each.events, each.batch_mean, lives, settings.writing);
      figure->floor_of =
          fmt::format("bare statements, {:.0f} of them and {:.0f} bytes each, batches of {:.0f}",
                      floor.statements, floor.bytes, each.batch_mean);
    } else {
      const auto act = lives                          ? PostgresAct::live
                       : each.scenario == "advancing" ? PostgresAct::advance
                                                      : PostgresAct::file;
      floor = postgres_floor(place, *database, each.events, act, settings.writing, settings.scratch);
      figure->floor_of =
          fmt::format("pgbench, {} clients, {:.0f} statements each", counters, floor.statements);
    }
    figure->floor = floor.per_second;
    figure->more.emplace_back("floor_cpu", floor.cpu_micros);
    figure->more.emplace_back("floor_machine_seconds", machine_cpu_seconds() - machine);
    std::cerr << fmt::format("  {:22} {:8.0f}/s  ratio {:.2f}\n", each.scenario + " floor", floor.per_second,
                             figure->ratio());
  }
}

json::object Piece::nothing_of(const Settings& settings, store::Engine engine, std::size_t size) {
  return {{"engine", name_of(engine)},
          {"size", size},
          {"revision", settings.revision},
          {"figures", json::array{}}};
}

json::object Piece::measure() {
  std::cerr << fmt::format("{} at {} dossiers\n", name_of(engine), size);
  prepare();
  server = std::make_unique<ServerProgram>(settings.program, place.data, place.database,
                                           settings.scratch + "/serve.log");
  const double caught_up = wait_for_rest(*this);
  if (caught_up > 0) std::cerr << fmt::format("  figures and days counted in {:.0f} s\n", caught_up);
  write_scenarios();
  read_scenarios();
  if (settings.wants("spike")) measure_spike(*this);
  if (settings.wants("sign-in")) measure_sign_in(*this);
  // What the browser waits for is the line, whatever the store holds.
  if (size == 0 && engine == store::Engine::sqlite && settings.wants("slow line")) measure_slow_line(*this);
  const Usage usage = server->usage();
  json::object piece = nothing_of(settings, engine, size);
  const auto seconds = [](std::chrono::milliseconds time) {
    return static_cast<double>(time.count()) / 1000;
  };
  piece["warm_up_seconds"] = seconds(settings.warm_up);
  piece["writing_seconds"] = seconds(settings.writing);
  piece["reading_seconds"] = seconds(settings.reading);
  piece["start_seconds"] = server->start_seconds();
  piece["caught_up_seconds"] = caught_up;
  piece["peak_mib"] = usage.peak_mib;
  piece["memory_mib"] = usage.memory_mib;
  server->stop();
  server.reset();
  if (size == 0 && settings.wants("receipt")) measure_receipt(*this);
  if (settings.wants("rules")) measure_rules(*this);
  if (size == 0 && settings.wants("procedure search")) measure_procedure_search(*this);
  floors();
  if (settings.wants("plans")) piece["scans"] = plans_at_fault(*this);
  json::array all;
  for (const auto& figure : figures) all.push_back(to_json(figure));
  piece["figures"] = all;
  return piece;
}

void measure_receipt(Piece& piece) {
  const auto measured = time_receipts(piece.settings.quick ? 20 : 300);
  Figure figure;
  figure.scenario = "receipt as PDF, in process";
  figure.put(measured);
  piece.figures.push_back(figure);
}

void measure_procedure_search(Piece& piece) {
  constexpr std::size_t as_many_as_there_may_be = 6000;
  for (const std::size_t at_least : {std::size_t{0}, as_many_as_there_may_be}) {
    const auto times = time_searches(at_least, piece.settings.quick ? 1'000 : 20'000);
    Figure figure;
    figure.scenario = at_least == 0 ? "search for a procedure, in process"
                                    : "search for a procedure among 6000, in process";
    figure.put(times.searches);
    figure.more = {{"procedures", static_cast<double>(times.procedures)}, {"index_ms", times.index_ms}};
    std::cerr << fmt::format("  {}: {} procedures, index after {:.0f} ms, p50 {:.3f} ms, p99 {:.3f} ms\n",
                             figure.scenario, times.procedures, times.index_ms, figure.p50, figure.p99);
    piece.figures.push_back(figure);
  }
}

void measure_sign_in(Piece& piece) {
  const std::string body =
      json::serialize(json::object{{"account", sign_in_account}, {"password", piece.password}});
  std::vector<std::uint32_t> micros;
  Talk talk(piece.server->port());
  const auto began = std::chrono::steady_clock::now();
  const double cpu = piece.server->usage().cpu_seconds;
  while (std::chrono::steady_clock::now() - began < piece.settings.warm_up * 2) {
    const auto from = std::chrono::steady_clock::now();
    const auto answer = talk.ask("POST", "/api/session", "", body);
    if (answer.status >= 300) throw std::runtime_error("sign-in was refused: " + answer.body);
    micros.push_back(static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - from)
            .count()));
  }
  Figure figure;
  figure.scenario = "sign-in";
  Measured measured;
  measured.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  measured.micros = std::move(micros);
  std::sort(measured.micros.begin(), measured.micros.end());
  figure.put(measured);
  figure.cpu = (piece.server->usage().cpu_seconds - cpu) / figure.requests * 1e6;
  piece.figures.push_back(figure);
}

// The gate alone, in this process, on the requests that filing sends: what it adds to each of them.
void measure_authentication(Piece& piece) {
  store::Options options = piece.place.options();
  options.read_only = true;
  const auto store = store::open(options);
  SystemClock clock;
  SystemRandom chance;
  identity::Identity identity(*store, organisation::load_organisation(), clock, chance);
  const http::Gate gate = identity::make_gate(identity);
  const http::Route route = http::head(http::Method::post, "/api/dossiers", "dossier.receive", "");
  std::vector<http::Request> requests;
  for (const auto& crew : piece.crews) {
    const auto line = [&](std::string_view name) {
      const auto from = crew.counter.headers.find(name) + name.size();
      return crew.counter.headers.substr(from, crew.counter.headers.find('\r', from) - from);
    };
    requests.push_back(
        http::request_for(http::Method::post, "/api/dossiers", "",
                          {{"Cookie", line("Cookie: ")}, {"X-CSRF-Token", line("X-CSRF-Token: ")}}));
  }
  constexpr int rounds = 2000;
  const auto ask_all = [&] {
    for (const auto& request : requests) {
      if (!gate(request, route)) throw std::runtime_error("the gate refused an officer");
    }
  };
  ask_all();
  const double cpu = usage_of(::getpid()).cpu_seconds;
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < rounds; ++i) ask_all();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  Figure figure;
  figure.scenario = "authentication";
  figure.requests = rounds * static_cast<double>(requests.size());
  figure.per_second = figure.requests / took.count();
  figure.cpu = (usage_of(::getpid()).cpu_seconds - cpu) / figure.requests * 1e6;
  piece.figures.push_back(figure);
}

json::object to_json(const Figure& f) {
  json::object all{{"scenario", f.scenario},
                   {"per_second", f.per_second},
                   {"p50", f.p50},
                   {"p95", f.p95},
                   {"p99", f.p99},
                   {"cpu", f.cpu},
                   {"database_cpu", f.database_cpu},
                   {"client_cores", f.client_cores},
                   {"other_cores", f.other_cores},
                   {"requests", f.requests},
                   {"floor", f.floor},
                   {"floor_of", f.floor_of}};
  for (const auto& [name, value] : f.more) all[name] = value;
  return all;
}

}  // namespace motcua::bench
