#include "calendar/work_calendar.h"

#include <fmt/format.h>
#include <stdexcept>

#include "base/bytes.h"
#include "base/crypto.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::calendar {
namespace {

constexpr std::array<std::string_view, 4> fact_kinds{"", "holiday", "tentative-holiday", "worked"};

std::string digest(LocalDate first, LocalDate last, const std::vector<DayFact>& facts) {
  std::string all = format_iso(first) + ".." + format_iso(last) + "\n";
  for (const auto& f : facts)
    all += fmt::format("{}\t{}\t{}\t{}\n", format_iso(f.date), fact_kinds[static_cast<std::size_t>(f.kind)],
                       f.name.vi, f.name.en);
  return to_hex(sha256(as_bytes(all))).substr(0, 12);
}

std::optional<DayKind> fact_kind(std::string_view text) {
  for (std::size_t i = 1; i < fact_kinds.size(); ++i) {
    if (fact_kinds[i] == text) return static_cast<DayKind>(i);
  }
  return std::nullopt;
}

struct Reading {
  std::vector<LocalDate> first_days;
  std::vector<LocalDate> last_days;
  std::vector<DayFact> facts;
  Problems problems;

  void row(const Table& table, std::size_t row);
  void check_days();
  bool leaves_a_day() const;
};

void Reading::row(const Table& table, std::size_t row) {
  const std::string number = std::to_string(row + 1);
  const std::string text(trim(table.at(row, "date")));
  const std::string_view kind_text = trim(table.at(row, "kind"));
  const auto date = parse_date(text);
  if (!date) {
    problems.push_back({"calendar.day_unreadable", "", {{"row", number}, {"date", text}}});
    return;
  }
  if (kind_text == "first-day") return first_days.push_back(*date);
  if (kind_text == "last-day") return last_days.push_back(*date);
  const auto kind = fact_kind(kind_text);
  if (!kind) {
    problems.push_back(
        {"calendar.day_kind_unknown", "", {{"row", number}, {"kind", std::string(kind_text)}}});
    return;
  }
  DayFact fact{*date,
               *kind,
               {tidy(table.at(row, "name_vi")), tidy(table.at(row, "name_en"))},
               tidy(table.at(row, "basis"))};
  if (fact.name.vi.empty())
    problems.push_back({"calendar.day_name_missing", "", {{"row", number}, {"date", text}}});
  facts.push_back(std::move(fact));
}

void Reading::check_days() {
  std::stable_sort(facts.begin(), facts.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
  for (std::size_t i = 1; i < facts.size(); ++i) {
    if (facts[i].date == facts[i - 1].date)
      problems.push_back({"calendar.day_twice", "", {{"date", format_iso(facts[i].date)}}});
  }
  if (first_days.size() != 1 || last_days.size() != 1 || first_days[0] > last_days[0]) {
    problems.push_back({"calendar.range_missing"});
    return;
  }
  for (const auto& fact : facts) {
    if (fact.date < first_days[0] || fact.date > last_days[0])
      problems.push_back({"calendar.day_outside", "", {{"date", format_iso(fact.date)}}});
  }
  if (problems.empty() && !leaves_a_day()) {
    problems.push_back({"calendar.no_day_left",
                        "",
                        {{"first_day", format_iso(first_days[0])}, {"last_day", format_iso(last_days[0])}}});
  }
}

// Monday to Friday that is no day off, or a day that is worked all the same. `facts` are in order.
bool Reading::leaves_a_day() const {
  auto fact = facts.begin();
  for (LocalDate date = first_days[0]; date <= last_days[0]; date += std::chrono::days(1)) {
    if (fact != facts.end() && fact->date == date) {
      if (fact->kind == DayKind::worked) return true;
      ++fact;
      continue;
    }
    const std::chrono::weekday weekday(date);
    if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) return true;
  }
  return facts.empty();
}

}  // namespace

WorkCalendar::WorkCalendar(LocalDate first_day, LocalDate last_day, std::vector<DayFact> facts) {
  CHECK(first_day <= last_day);
  auto content = std::make_shared<Content>();
  content->first_day = first_day;
  content->last_day = last_day;
  content->version = fmt::format("{}..{}-{}", format_iso(first_day), format_iso(last_day),
                                 digest(first_day, last_day, facts));
  content->fact_of_day.assign(static_cast<std::size_t>((last_day - first_day).count()) + 1, 0);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    CHECK(facts[i].date >= first_day && facts[i].date <= last_day);
    CHECK(i == 0 || facts[i - 1].date < facts[i].date);
    content->fact_of_day[static_cast<std::size_t>((facts[i].date - first_day).count())] =
        static_cast<std::uint16_t>(i + 1);
  }
  content->facts = std::move(facts);
  content_ = std::move(content);
}

const DayFact* WorkCalendar::fact(LocalDate date) const {
  CHECK(covers(date));
  const auto position = content_->fact_of_day[static_cast<std::size_t>((date - first_day()).count())];
  return position == 0 ? nullptr : &content_->facts[position - 1U];
}

DayKind WorkCalendar::kind(LocalDate date) const {
  const DayFact* found = fact(date);
  return found == nullptr ? DayKind::ordinary : found->kind;
}

Expected<WorkCalendar> load_calendar(std::string_view csv) {
  Table table;
  try {
    if (!valid_utf8(csv)) throw std::runtime_error("not UTF-8");
    table = read_csv(csv);
  } catch (const std::runtime_error& error) {
    return refuse("calendar.file_unreadable", "", {{"detail", error.what()}});
  }
  for (const char* needed : {"date", "kind", "name_vi", "name_en", "basis"}) {
    if (std::find(table.columns.begin(), table.columns.end(), needed) == table.columns.end())
      return refuse("calendar.file_unreadable", "", {{"detail", needed}});
  }
  Reading reading;
  for (std::size_t row = 0; row < table.rows.size(); ++row) reading.row(table, row);
  reading.check_days();
  if (!reading.problems.empty()) return refuse(std::move(reading.problems));
  return WorkCalendar(reading.first_days[0], reading.last_days[0], std::move(reading.facts));
}

}  // namespace motcua::calendar
