// ./dev bench: how fast the program is through HTTP, beside what is possible.
#include <fmt/format.h>

#include <algorithm>
#include <CLI/CLI.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "figures.h"
#include "piece.h"
#include "report.h"
#include "targets.h"

namespace motcua::bench {
namespace {

// They have a store of their own: the installation is neither filled nor served for them.
bool only_figures(const Settings& settings) { return settings.only == std::vector<std::string>{"figures"}; }

// What has to end well for `--quick`: every scenario ran. Whether targets were reached is for people to read.
int measure(const Settings& settings) {
  std::filesystem::create_directories(settings.scratch);
  int faults = 0;
  for (const auto engine : settings.engines) {
    std::unique_ptr<Database> database;
    if (engine == store::Engine::postgres) database = std::make_unique<Database>(settings);
    for (const auto size : settings.sizes) {
      json::object measured = only_figures(settings)
                                  ? Piece::nothing_of(settings, engine, size)
                                  : Piece(settings, database.get(), engine, size).measure();
      if (size > 0 && settings.wants("figures")) {
        auto& figures = measured["figures"].as_array();
        for (auto& each : measure_figures(settings, database.get(), engine, size))
          figures.push_back(std::move(each));
      }
      keep(settings, measured);
      if (!measured.contains("scans") || size < 1'000'000) continue;
      for (const auto& scan : measured.at("scans").as_array()) {
        std::cerr << fmt::format("{} at {}: {}\n", name_of(engine), size, std::string(scan.as_string()));
        ++faults;
      }
    }
  }
  return faults;
}

void print(const Settings& settings) {
  const std::string text = report(settings);
  std::cout << text;
  if (!settings.results.empty()) std::ofstream(settings.results) << text;
}

}  // namespace
}  // namespace motcua::bench

int main(int argc, char** argv) {
  using motcua::store::Engine;
  CLI::App cli("Measures the program through HTTP against floors of the same run", "motcua_bench");
  motcua::bench::Settings settings;
  std::string engine = "both";
  bool quick = false, only_report = false;
  cli.add_option("--program", settings.program)->required();
  cli.add_option("--scratch", settings.scratch, "directory on the disk to be measured")->required();
  cli.add_option("--date", settings.date)->required();
  cli.add_option("--revision", settings.revision);
  cli.add_option("--out", settings.results, "Markdown file to write beside printing");
  cli.add_option("--engine", engine)->check(CLI::IsMember({"sqlite", "postgres", "both"}));
  cli.add_option("--size", settings.sizes, "numbers of dossiers: 0,100000,2000000")->delimiter(',');
  cli.add_option("--only", settings.only, "scenarios: filing,advancing,\"life cycle\",search …")
      ->delimiter(',');
  cli.add_flag("--quick", quick, "every scenario for a moment, small sizes");
  cli.add_flag("--report", only_report, "measure nothing, print what was measured that day");
  CLI11_PARSE(cli, argc, argv);
  if (quick) settings.make_quick();
  if (engine == "sqlite") settings.engines = {Engine::sqlite};
  if (engine == "postgres") settings.engines = {Engine::postgres};
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const int faults = only_report ? 0 : motcua::bench::measure(settings);
    motcua::bench::print(settings);
    return faults > 0 ? 1 : 0;
  } catch (const std::exception& failed) {
    std::cerr << "bench: " << failed.what() << "\n";
    return 1;
  }
}
