#include "motcua/demo.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ostream>

#include "motcua/demo_dossiers.h"
#include "motcua/demo_history.h"
#include "motcua/demo_targets.h"

namespace motcua::app {
namespace {

thread_local std::optional<Instant> own_time;

constexpr std::uint64_t seed = 20251122;
constexpr std::chrono::days length{36};
// The last results of the first hundred days are handed over within this time after their last day.
constexpr std::chrono::days aftermath{60};

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
  for (const auto& staff : officials.departments) {
    for (const auto* each : {&staff.counter, &staff.approver}) lines.push_back(line_of(parts, *each));
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

std::optional<DemoKind> demo_kind(std::string_view name) {
  if (name == "dienbien") return DemoKind::dienbien;
  if (name == "small") return DemoKind::small;
  return std::nullopt;
}

Instant demo_start(DemoKind kind, Instant now) {
  const Instant current = now - length;
  if (kind == DemoKind::small) return current;
  const auto targets = Targets::shipped();
  if (current < to_instant(LocalTime(targets.last_day() + aftermath))) {
    throw std::runtime_error(
        fmt::format("the clock of this machine shows {}: the demonstration ends with the year 2025. Set the "
                    "clock, or use --demo small",
                    format_iso(now)));
  }
  return to_instant(LocalTime(targets.first_day()));
}

void fill_demo(Program::Parts& parts, DemoClock& clock, DemoKind kind, Instant now, std::ostream& out) {
  SeededRandom random(seed);
  const bool whole = kind == DemoKind::dienbien;
  std::vector<std::string> departments;
  if (whole) {
    publish_department_procedures(parts);
    for (const auto& [code, weight] : demo_departments()) departments.push_back(code);
  }
  const auto officials = make_officials(parts, departments, random);
  auto courses = make_courses(parts, officials, demo_start(DemoKind::small, now), now, random);
  if (whole) {
    auto history = make_history(parts, officials, demo_demand(parts, local_date(clock.now())), random);
    std::move(history.begin(), history.end(), std::back_inserter(courses));
  }
  play_courses(parts, clock, officials, courses);
  clock.set_for_all(now);
  // What jobs keep up with act by act is done here at once.
  constexpr int positions_at_once = 50'000;
  while (dossier::append_positions(*parts.store, positions_at_once)) {
  }
  workflow::fold_moves(*parts.store);

  std::string text =
      "# Dữ liệu mô phỏng: mọi người và hồ sơ đều không có thật. Synthetic: nobody here exists.\n"
      "# Xã, phường khác cũng vậy, ví dụ tiepnhan.tuangiao. Other communes alike, with the same password.\n";
  for (const Line& line : worth_knowing(parts, officials))
    text += fmt::format("{}\t{}\t{}\n", line.account, officials.password, line.who);
  write_accounts(parts.directory.demo_accounts(), text);
  out << fmt::format("{} synthetic dossiers in {} communes and wards and {} departments.\n", courses.size(),
                     officials.communes.size(), officials.departments.size())
      << text << std::flush;
}

}  // namespace motcua::app
