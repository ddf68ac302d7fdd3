#include "motcua/process_figures.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

// Fields of /proc/self/stat after the program's name, which may hold spaces: the first is field 3.
std::vector<std::string> stat_fields() {
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream rest(line.substr(std::min(line.size(), line.rfind(')') + 1)));
  std::vector<std::string> fields;
  for (std::string field; rest >> field;) fields.push_back(field);
  return fields;
}

// Seconds since 1970 at which the machine began, by /proc/stat; 0 when it does not say.
double boot_time() {
  std::ifstream file("/proc/stat");
  for (std::string word; file >> word;) {
    double seconds = 0;
    if (word == "btime" && file >> seconds) return seconds;
  }
  return 0;
}

}  // namespace

std::vector<std::pair<std::string, double>> process_figures(const std::string& directory) {
  std::vector<std::pair<std::string, double>> figures;
  constexpr std::size_t user = 11, system = 12, started = 19, resident = 21;  // counted from field 3
  const auto stat = stat_fields();
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  if (stat.size() > resident) {
    figures.emplace_back("process_cpu_seconds_total",
                         (std::stod(stat[user]) + std::stod(stat[system])) / ticks);
    figures.emplace_back("process_resident_memory_bytes",
                         std::stod(stat[resident]) * static_cast<double>(::sysconf(_SC_PAGESIZE)));
    if (const double boot = boot_time(); boot > 0)
      figures.emplace_back("process_start_time_seconds", boot + std::stod(stat[started]) / ticks);
  }
  std::error_code failed;
  double open = 0;
  for (fs::directory_iterator each("/proc/self/fd", failed), end; !failed && each != end;
       each.increment(failed))
    ++open;
  if (!failed) figures.emplace_back("process_open_fds", open);
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
    figures.emplace_back("process_max_fds", static_cast<double>(limit.rlim_cur));
  const auto space = fs::space(directory, failed);
  if (!failed) {
    figures.emplace_back("disk_free_bytes", static_cast<double>(space.available));
    figures.emplace_back("disk_size_bytes", static_cast<double>(space.capacity));
  }
  return figures;
}

}  // namespace motcua::app
