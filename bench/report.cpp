#include "report.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/utsname.h>
#include <sys/vfs.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/text.h"
#include "load.h"
#include "place.h"
#include "program.h"
#include "targets.h"

namespace motcua::bench {
namespace {

namespace fs = std::filesystem;

std::string folder(const Settings& settings) {
  return fmt::format("{}/pieces/{}{}", settings.scratch, settings.date, settings.quick ? "-quick" : "");
}

std::vector<json::object> pieces(const Settings& settings) {
  std::vector<json::object> all;
  if (!fs::exists(folder(settings))) return all;
  for (const auto& entry : fs::directory_iterator(folder(settings))) {
    all.push_back(json::parse(content_of(entry.path().string())).as_object());
  }
  std::sort(all.begin(), all.end(), [](const json::object& a, const json::object& b) {
    if (text_in(a, "engine") != text_in(b, "engine")) return text_in(a, "engine") > text_in(b, "engine");
    return number_in(a, "size") < number_in(b, "size");
  });
  return all;
}

// "1.23", "45.6", "7890"
std::string brief(double value) {
  if (value == 0) return "–";
  if (value < 10) return fmt::format("{:.2f}", value);
  return value < 100 ? fmt::format("{:.1f}", value) : fmt::format("{:.0f}", value);
}

std::string row_of(const json::object& piece, const json::object& f) {
  const double floor = number_in(f, "floor");
  return fmt::format("| {} | {} | {:.0f} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
                     text_in(f, "scenario"), text_in(piece, "engine"), number_in(piece, "size"),
                     brief(number_in(f, "per_second")), floor > 0 ? brief(floor) : "–",
                     floor > 0 ? fmt::format("{:.2f}", number_in(f, "per_second") / floor) : "–",
                     brief(number_in(f, "p50")), brief(number_in(f, "p95")), brief(number_in(f, "p99")),
                     brief(number_in(f, "cpu")), brief(number_in(f, "database_cpu")),
                     fmt::format("{:.1f}", number_in(f, "other_cores")));
}

// What was asked at a steady pace, which is how an office asks.
std::string paces(const std::vector<json::object>& all) {
  std::string text;
  for (const auto& piece : all) {
    for (const auto& each : piece.at("figures").as_array()) {
      const auto& f = each.as_object();
      if (number_in(f, "pace") == 0) continue;
      text += fmt::format("| {} | {} | {:.0f} | {:.0f} | {} | {} | {} |\n", text_in(f, "scenario"),
                          text_in(piece, "engine"), number_in(piece, "size"), number_in(f, "pace"),
                          brief(number_in(f, "pace_p50")), brief(number_in(f, "pace_p95")),
                          brief(number_in(f, "pace_p99")));
    }
  }
  if (text.empty()) return text;
  return "\n| at a pace | engine | dossiers | a second | p50 ms | p95 ms | p99 ms |\n"
         "| --- | --- | --: | --: | --: | --: | --: |\n" +
         text;
}

std::string table(const std::vector<json::object>& all) {
  std::string text =
      "| scenario | engine | dossiers | a second | floor | ratio | p50 ms | p95 ms | p99 ms | CPU µs | "
      "database's CPU "
      "µs | other cores |\n| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n";
  for (const auto& piece : all) {
    for (const auto& figure : piece.at("figures").as_array()) {
      if (number_in(figure.as_object(), "per_second") > 0) text += row_of(piece, figure.as_object());
    }
  }
  text += paces(all);
  text +=
      "\n| engine | dossiers | start s | memory peak MiB | other than the table |\n| --- | --: | --: | --: | "
      "--- |\n";
  for (const auto& piece : all) {
    text += fmt::format("| {} | {:.0f} | {:.2f} | {:.0f} | {} |\n", text_in(piece, "engine"),
                        number_in(piece, "size"), number_in(piece, "start_seconds"),
                        number_in(piece, "peak_mib"), apart_of(piece));
  }
  return text;
}

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

std::string line_after(const std::string& file, std::string_view begin) {
  const std::string text = content_of(file);
  const auto at = text.find(begin);
  if (at == std::string::npos) return "unknown";
  const auto from = text.find_first_not_of(" \t:", at + begin.size());
  return text.substr(from, text.find('\n', from) - from);
}

std::string conditions(const Settings& s, const std::vector<json::object>& all) {
  std::string text, revisions;
  const auto put = [&](std::string_view name, const std::string& value) {
    text += fmt::format("- {}: {}\n", name, value);
  };
  for (const auto& piece : all) {
    const auto revision = text_in(piece, "revision");
    if (revisions.find(revision) == std::string::npos)
      revisions += (revisions.empty() ? "" : ", ") + revision;
  }
  double client = 0;
  for (const auto& piece : all) {
    for (const auto& f : piece.at("figures").as_array()) {
      client = std::max(client, number_in(f.as_object(), "client_cores"));
    }
  }
  utsname name{};
  ::uname(&name);
  put("Program", fmt::format("motcua {}, revision {}, Release build (-O2), `motcua serve` as a child process",
                             trim(output_of({s.program, "--version"})), revisions));
  put("Machine", fmt::format("{} × {}, memory {}, {} {}, files on {}; program, database and client share it",
                             std::thread::hardware_concurrency(), line_after("/proc/cpuinfo", "model name"),
                             line_after("/proc/meminfo", "MemTotal"), name.sysname, name.release,
                             filesystem_of(s.scratch)));
  put("Stores", fmt::format("SQLite {}, WAL, synchronous=FULL; PostgreSQL 15 on a Unix socket, fsync and "
                            "synchronous_commit on, {}; every answer to a write was durable",
                            sqlite3_libversion(), fmt::join(Database::settings_in_force(), ", ")));
  put("Client",
      fmt::format("{} connections that stay open, one for a counter of each commune, each with officers who "
                  "are signed in; one thread, at most {:.2f} of a core",
                  counters, client));
  if (!all.empty()) {
    put("Times",
        fmt::format("{:.1f} s of warming up, then {:.1f} s measured of what writes, {:.1f} s of what reads",
                    number_in(all[0], "warm_up_seconds"), number_in(all[0], "writing_seconds"),
                    number_in(all[0], "reading_seconds")));
  }
  put("Life cycle",
      "eight requests: filed and accepted, assigned, taken, result attached (a file of 2 kB), solved, "
      "taken to be approved, approved, handed over; p50 to p99 are of each request; CPU is of a request");
  put("Floors",
      "writing, SQLite: the rows of the same run written again under other ids by one thread with bare "
      "prepared statements, in batches of the same mean, serial numbers of the same agencies, clocks and "
      "moves "
      "between lists included; "
      "PostgreSQL: pgbench with the program's statements and rows of the mean sizes of the same run, as many "
      "clients, one pipeline for each act; files are in no floor. Reading: nginx with one file of the same "
      "bytes, two workers, same client");
  put("Other cores",
      "what neither program, database nor client took of the machine: high means do not trust the row");
  return text;
}

}  // namespace

void keep(const Settings& settings, const json::object& piece) {
  fs::create_directories(folder(settings));
  const std::string file = fmt::format("{}/{}-{}.json", folder(settings), text_in(piece, "engine"),
                                       piece.at("size").to_number<std::size_t>());
  json::object merged = piece;
  if (fs::exists(file)) {
    const auto before = json::parse(content_of(file)).as_object();
    json::array figures;
    const auto named = [&](const json::array& list, std::string_view scenario) {
      return std::any_of(list.begin(), list.end(), [&](const json::value& each) {
        return text_in(each.as_object(), "scenario") == scenario;
      });
    };
    for (const auto& each : before.at("figures").as_array()) {
      if (!named(piece.at("figures").as_array(), text_in(each.as_object(), "scenario")))
        figures.push_back(each);
    }
    for (const auto& each : piece.at("figures").as_array()) figures.push_back(each);
    merged["figures"] = figures;
    for (const auto& [name, value] : before) merged.emplace(name, value);  // what this run did not measure
    merged["caught_up_seconds"] =
        std::max(number_in(before, "caught_up_seconds"), number_in(piece, "caught_up_seconds"));
    merged["peak_mib"] = std::max(number_in(before, "peak_mib"), number_in(piece, "peak_mib"));
  }
  std::ofstream(file) << json::serialize(merged);
}

std::string report(const Settings& settings) {
  const auto all = pieces(settings);
  return fmt::format(
      "# Bench of {}\n\nThrough HTTP, beside the floor of the same in the same run. CPU in microseconds a "
      "request.\n\n{}\n"
      "## Targets\n\n{}\n## Conditions\n\n{}",
      settings.date, table(all), targets(all), conditions(settings, all));
}

}  // namespace motcua::bench
