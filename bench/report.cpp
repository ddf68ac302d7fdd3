#include "report.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "base/text.h"
#include "filing.h"

namespace motcua::bench {
namespace {

std::string filesystem_of(const std::string& path) {
  struct statfs found {};
  if (::statfs(path.c_str(), &found) != 0) return "unknown";
  switch (found.f_type) {
    case 0xEF53:
      return "ext4";
    case 0x58465342:
      return "xfs";
    case 0x9123683E:
      return "btrfs";
    case 0x01021994:
      return "tmpfs: in memory, so nothing is durable";
    case 0x794c7630:
      return "overlayfs";
  }
  return fmt::format("type {:x}", static_cast<unsigned long>(found.f_type));
}

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with("model name")) return line.substr(line.find(": ") + 2);
  }
  return "unknown";
}

std::string kernel() {
  utsname name{};
  ::uname(&name);
  return fmt::format("{} {}", name.sysname, name.release);
}

std::string line_of(const Round& r, std::string_view name) {
  return fmt::format(
      "| {} | {:.2f} | {:.0f} | {:.0f} | {:.1f} | {:.1f} | {:.1f} | {:.0f} | {:.0f} | {:.0f} | {:.0f} | "
      "{:.1f} | "
      "{:.0f} |\n",
      name, r.ratio(), r.filing.per_second(), r.floor.per_second, r.filing.percentile_ms(0.5),
      r.filing.percentile_ms(0.95), r.filing.percentile_ms(0.99), r.program_cpu_seconds * 1e6,
      r.writer_cpu_seconds * 1e6, r.floor.cpu_seconds * 1e6, r.usage.peak_mib, r.batch_mean,
      static_cast<double>(r.dossiers));
}

std::string other_line(std::string_view name, const Measured& m) {
  return fmt::format("| {} | {:.0f} | {:.2f} | {:.2f} | {:.2f} |\n", name, m.per_second(),
                     m.percentile_ms(0.5), m.percentile_ms(0.95), m.percentile_ms(0.99));
}

std::string conditions(const Settings& s, const Results& results) {
  const Round& middle = results.rounds[results.rounds.size() / 2];
  std::string text;
  const auto put = [&](std::string_view name, const std::string& value) {
    text += fmt::format("- {}: {}\n", name, value);
  };
  put("Program", fmt::format("motcua {}, revision {}, Release build (-O2), `motcua serve` as a child process",
                             trim(output_of({s.program, "--version"})), s.revision));
  put("Machine",
      fmt::format("{} × {}, {}, scratch on {}; the client runs on the same machine and takes its share",
                  std::thread::hardware_concurrency(), processor(), kernel(), filesystem_of(s.scratch)));
  put("Store",
      fmt::format("SQLite {}, WAL, synchronous=FULL; every answer was durable", sqlite3_libversion()));
  put("Request",
      fmt::format(
          "POST /api/dossiers, procedure {}, five papers, no file, no PDF; {} connections that stay open, "
          "one thread; 45 signed-in officers of 45 communes in turn; {} s of warming up, {} s measured",
          procedure, s.connections, s.warm_up, s.seconds));
  put("Floor",
      fmt::format(
          "one thread writes the rows of the same round again with bare prepared statements, into a copy of "
          "the same empty installation, in batches of the same mean; {:.1f} statements and {:.0f} bytes of "
          "columns for each filing, the serial number's included",
          middle.floor.statements, middle.floor.bytes));
  put("Rounds", fmt::format("{}, each on a new installation with its floor right after; refused requests: {}",
                            results.rounds.size(), middle.filing.refused));
  put("Other programs", fmt::format("took {:.1f} of the cores while filing, {:.1f} during the floor",
                                    middle.foreign_cores, middle.floor_foreign_cores));
  put("Client",
      fmt::format("{:.0f} µs of CPU for each request, not counted to the program",
                  middle.filing.client_cpu_seconds / static_cast<double>(middle.filing.micros.size()) * 1e6));
  put("CPU",
      "all threads of the program in user and kernel, for each request; the floor's is its one thread's");
  return text;
}

}  // namespace

std::string report(const Settings& settings, const Results& results) {
  std::string text = fmt::format(
      "# Bench of {}\n\nFiling through HTTP on SQLite, beside its floor. Times in milliseconds, CPU in "
      "microseconds a "
      "request, memory in MiB.\n\n| round | ratio | filed/s | floor/s | p50 | p95 | p99 | CPU | writer CPU | "
      "floor CPU | "
      "memory peak "
      "| batch mean | dossiers |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | "
      "--- "
      "|\n",
      settings.date);
  for (std::size_t i = 0; i < results.rounds.size(); ++i) {
    const bool middle = i == results.rounds.size() / 2;
    text += line_of(results.rounds[i], middle ? "**median**" : i == 0 ? "lowest" : "highest");
  }
  text += "\n| apart | a second | p50 | p95 | p99 |\n| --- | --- | --- | --- | --- |\n";
  text += other_line("receipt (form 01, both copies) as PDF, in process, warm", results.receipt);
  text += other_line("public tracking page by code, through HTTP", results.tracking);
  text += other_line("public home page, kept, through HTTP", results.home);
  return text + "\nConditions\n\n" + conditions(settings, results);
}

}  // namespace motcua::bench
