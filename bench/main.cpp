// ./dev bench: how fast dossiers are filed through HTTP, beside the floor of the same rows by bare
// statements.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <CLI/CLI.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/random.h"
#include "filing.h"
#include "http_talk.h"
#include "receipt_time.h"
#include "report.h"

namespace motcua::bench {
namespace {

namespace fs = std::filesystem;

// Gone with the object, whatever happens.
class Scratch {
 public:
  explicit Scratch(const std::string& inside) : path_(fmt::format("{}/{}", inside, ::getpid())) {
    fs::create_directories(path_);
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

std::string copy_of(const std::string& empty, const std::string& name) {
  fs::remove_all(name);
  fs::copy(empty, name, fs::copy_options::recursive);
  return name;
}

Load load_of(const Settings& settings, std::uint16_t port) {
  Load load;
  load.port = port;
  load.connections = static_cast<std::size_t>(settings.connections);
  load.warm_up = std::chrono::seconds(settings.warm_up);
  load.measured = std::chrono::seconds(settings.seconds);
  return load;
}

Round file_dossiers(const Settings& settings, const std::vector<Clerk>& clerks, const std::string& data) {
  ServerProgram server(settings.program, data);
  SeededRandom random(static_cast<std::uint64_t>(::getpid()));
  Round round;
  double commands = 0, commits = 0, cpu = 0, writer = 0, machine = 0;
  const auto sample = [&](double sign) {
    commands += sign * figure(server.port(), "store_commands");
    commits += sign * figure(server.port(), "store_commits");
    const Usage usage = server.usage();
    cpu += sign * usage.cpu_seconds;
    machine += sign * machine_cpu_seconds();
    writer += sign * usage.busiest_thread_seconds;
  };
  Load load = load_of(settings, server.port());
  load.expected_status = 201;
  load.next_request = [&](std::size_t i) { return filing_request(clerks[i % clerks.size()], random); };
  load.on_begin = [&] { sample(-1); };
  load.on_end = [&] { sample(+1); };
  round.filing = run(load);
  if (round.filing.refused > 0) {
    throw std::runtime_error(
        fmt::format("{} requests were refused: {}", round.filing.refused, round.filing.refusal));
  }
  round.batch_mean = commits > 0 ? commands / commits : 1;
  round.program_cpu_seconds = cpu / static_cast<double>(round.filing.micros.size());
  round.writer_cpu_seconds = writer / static_cast<double>(round.filing.micros.size());
  const Measured& filing = round.filing;
  round.foreign_cores = (machine - cpu - filing.client_cpu_seconds) / filing.seconds;
  round.usage = server.usage();
  server.stop();
  return round;
}

Round measure_round(const Settings& settings, const std::vector<Clerk>& clerks, const std::string& empty,
                    const Scratch& scratch) {
  const std::string data = copy_of(empty, scratch / "program");
  Round round = file_dossiers(settings, clerks, data);
  const auto filings = filings_in(data);
  round.dossiers = filings.size();
  const double machine = machine_cpu_seconds();
  const auto began = std::chrono::steady_clock::now();
  round.floor =
      write_floor(copy_of(empty, scratch / "floor"), filings, round.filing.before, round.batch_mean);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  const double own = round.floor.cpu_seconds * static_cast<double>(round.dossiers);
  round.floor_foreign_cores = (machine_cpu_seconds() - machine - own) / took.count();
  std::cerr << fmt::format("{:.0f} filed/s, floor {:.0f}/s, ratio {:.2f}, p95 {:.1f} ms\n",
                           round.filing.per_second(), round.floor.per_second, round.ratio(),
                           round.filing.percentile_ms(0.95));
  return round;
}

// Each from an address of its own: an address may look up only so often.
Measured look_up(const Settings& settings, const std::string& data,
                 const std::function<std::string()>& path) {
  const ServerProgram server(settings.program, data);
  SeededRandom random(1);
  Load load = load_of(settings, server.port());
  load.measured = std::chrono::seconds(std::min(settings.seconds, 5));
  load.warm_up = std::chrono::seconds(1);
  load.next_request = [&](std::size_t) {
    const auto address = fmt::format("X-Forwarded-For: 10.{}.{}.{}\r\nAccept-Encoding: gzip\r\n",
                                     random.below(250), random.below(250), random.below(250));
    return request_text("GET", path(), address, "");
  };
  auto measured = run(load);
  if (measured.refused > 0) std::cerr << "refused: " << measured.refused << " " << measured.refusal << "\n";
  return measured;
}

void measure(const Settings& settings) {
  const Scratch scratch(settings.scratch);
  const std::string empty = scratch / "empty";
  const auto clerks = make_installation(settings.program, empty);
  Results results;
  for (int i = 0; i < settings.rounds; ++i) {
    results.rounds.push_back(measure_round(settings, clerks, empty, scratch));
  }
  std::sort(results.rounds.begin(), results.rounds.end(),
            [](const Round& a, const Round& b) { return a.ratio() < b.ratio(); });
  const std::string full = scratch / "program";
  std::vector<std::string> codes;
  for (const auto& filing : filings_in(full)) codes.push_back(filing.rows.back().cells[2].bytes);
  SeededRandom random(2);
  results.tracking = look_up(settings, full, [&] {
    return "/tra-cuu/" + codes[random.below(static_cast<std::uint32_t>(codes.size()))];
  });
  results.home = look_up(settings, full, [] { return std::string("/"); });
  results.receipt = time_receipts(settings.seconds < 10 ? 100 : 300);
  const std::string text = report(settings, results);
  std::cout << text;
  if (!settings.out.empty()) std::ofstream(settings.out) << text;
}

}  // namespace
}  // namespace motcua::bench

int main(int argc, char** argv) {
  CLI::App cli("Measures filing dossiers through HTTP against the floor of bare statements", "motcua_bench");
  motcua::bench::Settings settings;
  bool quick = false;
  cli.add_option("--program", settings.program)->required();
  cli.add_option("--scratch", settings.scratch, "directory on the disk to be measured")->required();
  cli.add_option("--date", settings.date)->required();
  cli.add_option("--revision", settings.revision);
  cli.add_option("--out", settings.out, "Markdown file to write beside printing");
  cli.add_option("--seconds", settings.seconds, "measured time of a round")->check(CLI::Range(1, 600));
  cli.add_option("--rounds", settings.rounds)->check(CLI::Range(1, 9));
  cli.add_option("--connections", settings.connections)->check(CLI::Range(1, 1024));
  cli.add_flag("--quick", quick, "one round of 5 seconds");
  CLI11_PARSE(cli, argc, argv);
  if (quick) {
    settings.seconds = 5;
    settings.rounds = 1;
  }
  std::signal(SIGPIPE, SIG_IGN);
  try {
    motcua::bench::measure(settings);
    return 0;
  } catch (const std::exception& failed) {
    std::cerr << "bench: " << failed.what() << "\n";
    return 1;
  }
}
