#include "motcua/demo.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ostream>

#include "motcua/demo_dossiers.h"

namespace motcua::app {
namespace {

thread_local std::optional<Instant> own_time;

constexpr std::uint64_t seed = 20251122;
constexpr std::chrono::days length{36};

struct Line {
  std::string account, who;
};

Line line_of(const Program::Parts& parts, const DemoOfficial& official) {
  const auto& post = official.post();
  const std::string& where = parts.organisation.at(post.unit).name.vi;
  return {official.account, fmt::format("{}, {}, {}", official.name(), post.title, where)};
}

std::vector<Line> worth_knowing(const Program::Parts& parts, const DemoOfficials& officials) {
  std::vector<Line> lines;
  for (std::size_t commune = 0; commune < 2; ++commune) {
    const DemoStaff& staff = officials.communes[commune];
    for (const auto* each : {&staff.counter, &staff.director, &staff.culture, &staff.economy, &staff.approver,
                             &staff.police, &staff.police_chief})
      lines.push_back(line_of(parts, *each));
  }
  lines.push_back(line_of(parts, officials.controller));
  lines.push_back(line_of(parts, officials.adapter));
  return lines;
}

void write_accounts(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  const bool written =
      file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (file >= 0) ::close(file);
  if (!written) throw std::runtime_error(fmt::format("cannot write {}", path));
}

}  // namespace

Instant DemoClock::now() const { return own_time.value_or(for_all_.load()); }
void DemoClock::set(Instant instant) { own_time = instant; }

Instant demo_start(Instant now) { return now - length; }

void fill_demo(Program::Parts& parts, DemoClock& clock, Instant now, std::ostream& out) {
  SeededRandom random(seed);
  const auto officials = make_officials(parts, random);
  const auto courses = make_courses(parts, officials, demo_start(now), now, random);
  play_courses(parts, clock, officials, courses);
  clock.set_for_all(now);

  std::string text =
      "# Dữ liệu mô phỏng: mọi người và hồ sơ đều không có thật. Synthetic: nobody here exists.\n"
      "# Xã, phường khác cũng vậy, ví dụ tiepnhan.tuangiao. Other communes alike, with the same password.\n";
  for (const Line& line : worth_knowing(parts, officials))
    text += fmt::format("{}\t{}\t{}\n", line.account, officials.password, line.who);
  write_accounts(parts.directory.demo_accounts(), text);
  out << fmt::format("{} synthetic dossiers in {} communes and wards.\n", courses.size(),
                     officials.communes.size())
      << text << std::flush;
}

}  // namespace motcua::app
