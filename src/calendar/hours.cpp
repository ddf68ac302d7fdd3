#include "calendar/hours.h"

#include "base/json.h"
#include "base/text.h"

namespace motcua::calendar {
namespace {

using std::chrono::minutes;

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

std::optional<minutes> clock_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto h = parse_integer(text.substr(0, 2));
  const auto m = parse_integer(text.substr(3));
  if (!h || !m || *h < 0 || *m < 0 || *m > 59 || *h * 60 + *m > 24 * 60) return std::nullopt;
  return minutes{*h * 60 + *m};
}

std::optional<std::vector<Stretch>> stretches(std::string_view text) {
  std::vector<Stretch> list;
  for (const auto& part : split(trim(text), ' ')) {
    if (part.empty()) continue;
    const auto ends = split(part, '-');
    if (ends.size() != 2) return std::nullopt;
    const auto open = clock_time(ends[0]);
    const auto close = clock_time(ends[1]);
    if (!open || !close || *open >= *close) return std::nullopt;
    if (!list.empty() && list.back().close >= *open) return std::nullopt;
    list.push_back({*open, *close});
  }
  return list;
}

Problem unreadable(std::string field, std::string_view text) {
  return {"calendar.hours_unreadable", std::move(field), {{"text", std::string(text)}}};
}

std::string_view text_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

minutes required_time(const json::object& object, std::string_view key, Problems& problems) {
  const std::string_view text = text_at(object, key);
  const auto time = clock_time(text);
  if (time && time->count() > 0) return *time;
  problems.push_back(unreadable("/" + std::string(key), text));
  return minutes{0};
}

void read_week(const json::object& week, Hours& hours, Problems& problems) {
  for (const auto& [key, value] : week) {
    const auto day = std::find(weekdays.begin(), weekdays.end(), std::string_view(key));
    const auto read = stretches(text_at(week, key));
    if (day == weekdays.end() || !value.is_string() || !read) {
      problems.push_back(unreadable("/week/" + std::string(key), text_at(week, key)));
    } else {
      hours.week[static_cast<std::size_t>(day - weekdays.begin())] = *read;
    }
  }
  const auto open = [](const auto& day) { return !day.empty(); };
  if (problems.empty() && std::none_of(hours.week.begin(), hours.week.end(), open))
    problems.push_back({"calendar.hours_never_open", "/week"});
}

}  // namespace

Expected<Hours> load_hours(std::string_view json_text) {
  boost::system::error_code error;
  const json::value root = json::parse(json_text, error);
  if (error || !root.is_object()) return refuse(Problems{unreadable("", json_text.substr(0, 40))});
  const json::object& object = root.get_object();
  Problems problems;
  Hours hours;
  hours.working_day = required_time(object, "working_day", problems);
  hours.same_day_cut_off = required_time(object, "same_day_cut_off", problems);
  const json::value* week = object.if_contains("week");
  if (week != nullptr && week->is_object()) {
    read_week(week->get_object(), hours, problems);
  } else {
    problems.push_back(unreadable("/week", ""));
  }
  if (!problems.empty()) return refuse(std::move(problems));
  return hours;
}

}  // namespace motcua::calendar
