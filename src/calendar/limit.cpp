#include "calendar/limit.h"

#include <fmt/format.h>

#include "base/text.h"

namespace motcua::calendar {
namespace {

// Day and hour units in their spelling; the singular is accepted on reading.
constexpr std::array<std::pair<std::string_view, LimitKind>, 6> units{{
    {"working-days", LimitKind::working_days},
    {"working-day", LimitKind::working_days},
    {"calendar-days", LimitKind::calendar_days},
    {"calendar-day", LimitKind::calendar_days},
    {"working-hours", LimitKind::working_hours},
    {"working-hour", LimitKind::working_hours},
}};

std::vector<std::string> lower_words(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::vector<std::string> list;
  for (auto& word : split(trim(lower), ' ')) {
    if (!word.empty()) list.push_back(std::move(word));
  }
  return list;
}

bool only_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view name(LimitKind kind) {
  switch (kind) {
    case LimitKind::working_days:
      return "working-days";
    case LimitKind::calendar_days:
      return "calendar-days";
    case LimitKind::working_hours:
      return "working-hours";
    case LimitKind::same_day:
      return "same-day";
    case LimitKind::none:
      return "none";
  }
  CHECK(false);
}

}  // namespace

Expected<Limit> parse_limit(std::string_view text, std::string field) {
  const auto unreadable = [&] {
    const std::string shown = valid_utf8(text) ? std::string(text.substr(0, 80)) : std::string("?");
    return refuse("calendar.limit_unreadable", field, {{"text", valid_utf8(shown) ? shown : "?"}});
  };
  const auto parts = lower_words(text);
  if (parts.size() == 1 && parts[0] == "same-day") return Limit{LimitKind::same_day, 0};
  if (parts.size() == 1 && parts[0] == "none") return Limit{LimitKind::none, 0};
  if (parts.size() != 2) return unreadable();
  const auto unit =
      std::find_if(units.begin(), units.end(), [&](const auto& u) { return u.first == parts[1]; });
  const bool negative = parts[0].starts_with('-');
  if (unit == units.end() || !only_digits(std::string_view(parts[0]).substr(negative ? 1 : 0)))
    return unreadable();
  const auto amount = parse_integer(parts[0]);
  if (!amount || *amount < 1 || *amount > most_of_a_limit)
    return refuse("calendar.limit_amount", field,
                  {{"amount", parts[0].substr(0, 20)}, {"most", std::to_string(most_of_a_limit)}});
  return Limit{unit->second, static_cast<int>(*amount)};
}

std::string to_text(Limit limit) {
  if (limit.kind == LimitKind::same_day || limit.kind == LimitKind::none)
    return std::string(name(limit.kind));
  return fmt::format("{} {}", limit.amount, name(limit.kind));
}

std::string describe(Language language, Limit limit) {
  const auto counted = [&](std::string_view one, std::string_view many) {
    return message(language, limit.amount == 1 ? one : many, {{"amount", std::to_string(limit.amount)}});
  };
  switch (limit.kind) {
    case LimitKind::working_days:
      return counted("calendar.limit.working_day", "calendar.limit.working_days");
    case LimitKind::calendar_days:
      return counted("calendar.limit.calendar_day", "calendar.limit.calendar_days");
    case LimitKind::working_hours:
      return counted("calendar.limit.working_hour", "calendar.limit.working_hours");
    case LimitKind::same_day:
      return message(language, "calendar.limit.same_day");
    case LimitKind::none:
      return message(language, "calendar.limit.none");
  }
  CHECK(false);
}

}  // namespace motcua::calendar
