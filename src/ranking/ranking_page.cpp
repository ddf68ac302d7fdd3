#include "ranking/ranking_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/text.h"
#include "guide/guide.h"
#include "ranking/climb.h"
#include "ranking/map_view.h"

namespace motcua::ranking {
namespace {

using organisation::Organisation;

std::string number(std::int64_t value) { return std::to_string(value); }

// "9.869", in English "9,869".
std::string grouped(Language language, std::int64_t value) {
  std::string text = number(value);
  for (auto at = std::ssize(text) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, language == Language::vi ? '.' : ',');
  return text;
}

// "P. Mường Thanh" for a ward: a commune may have the same name.
std::string row_name(const Organisation& organisation, const RankingLine& line) {
  const auto* unit = organisation.find(line.code);
  if (unit == nullptr) return line.name;
  return unit->kind == organisation::UnitKind::ward ? "P. " + unit->short_name : unit->short_name;
}

struct Moved {
  std::string_view way;  // class: "up", "down", ""
  std::string arrow, text;
};

Moved moved(Language language, const RankingLine& line) {
  if (!line.place) return {"", "", message(language, "ranking.page.no_place")};
  if (!line.movement) return {"", "•", message(language, "ranking.page.new")};
  const int up = line.movement->up;
  if (up == 0) return {"", "=", message(language, "ranking.page.same")};
  return {
      up > 0 ? "up" : "down", up > 0 ? "↑" : "↓",
      message(language, up > 0 ? "ranking.page.up" : "ranking.page.down", {{"count", number(std::abs(up))}})};
}

// Height of a share in a sparkline 24 high: 3 above, 3 below.
double height(double share) { return 21 - 18 * share; }

struct Spark {
  std::string path, dot, words;
};

std::optional<double> share_of(const std::vector<Share>& shares, std::string_view code) {
  const auto found =
      std::find_if(shares.begin(), shares.end(), [&](const Share& share) { return share.code == code; });
  return found == shares.end() ? std::nullopt : value_of(*found);
}

Spark spark(Language language, const std::vector<std::vector<Share>>& recent, std::string_view code) {
  Spark drawn;
  bool pen_down = false;
  for (std::size_t i = 0; i < recent.size(); ++i) {
    const auto value = share_of(recent[i], code);
    drawn.words += (i == 0 ? "" : "; ") +
                   (value ? percent_words(language, *value) : message(language, "ranking.page.not_measured"));
    if (value) {
      const double x = recent.size() == 1
                           ? 77
                           : 3 + 74.0 * static_cast<double>(i) / static_cast<double>(recent.size() - 1);
      drawn.path += fmt::format("{}{:.0f} {:.1f}", pen_down ? "L" : "M", x, height(*value));
      if (i + 1 == recent.size()) drawn.dot = fmt::format("{:.1f}", height(*value));
    }
    pen_down = value.has_value();  // what was not measured is a gap, never a zero
  }
  return drawn;
}

http::View line_view(Language language, const Organisation& organisation, const RankingPage& page,
                     const RankingLine& line) {
  const Moved move = moved(language, line);
  const Spark drawn = spark(language, page.recent, line.code);
  const double share = line.value.value_or(0);
  http::View view;
  view.set("code", line.code)
      .set("chosen", line.code == page.own)
      .set("place", line.place ? number(*line.place) : "–")
      .set("name", row_name(organisation, line))
      .set("path", ranking_path(page.table.period, line.code))
      .set("few", line.few && line.place.has_value())
      .set("way", move.way)
      .set("arrow", move.arrow)
      .set("moved", move.text)
      .set("percent", line.value ? percent_words(language, share) : "–")
      .set("bar", fmt::format("M0 0h{:.0f}v1h-{:.0f}z", share * 100, share * 100))
      .set("of_all", fmt::format("{} / {}", line.online, line.received))
      .set("recent", drawn.words)
      .set("path_of_spark", drawn.path)
      .maybe("dot", drawn.dot);
  return view;
}

std::string names_of(const Organisation& organisation, const std::vector<std::string>& codes) {
  std::string names;
  for (const auto& code : codes) {
    const auto* unit = organisation.find(code);
    names += (names.empty() ? "" : ", ") + (unit == nullptr ? code : unit->short_name);
  }
  return names;
}

http::View step_view(Language language, std::string_view name, int up) {
  const std::string_view id = up > 0   ? "ranking.page.steps_up"
                              : up < 0 ? "ranking.page.steps_down"
                                       : "ranking.page.steps_none";
  http::View view;
  view.set("way", up > 0   ? "up"
                  : up < 0 ? "down"
                           : "")
      .set("name", message(language, name))
      .set("text",
           up == 0 ? message(language, id) : message(language, id, {{"count", number(std::abs(up))}}));
  return view;
}

http::View why_view(Language language, const Organisation& organisation, const Movement& movement,
                    const Crossings& crossed) {
  http::View view;
  view.set("steps",
           std::vector<http::View>{step_view(language, "ranking.page.why_online", movement.by_own_online),
                                   step_view(language, "ranking.page.why_received", movement.by_own_received),
                                   step_view(language, "ranking.page.why_others", movement.by_others),
                                   step_view(language, "ranking.page.why_sum", movement.up)});
  const auto told = [&](const char* id, const std::vector<std::string>& codes) {
    return codes.empty() ? std::string() : message(language, id, {{"units", names_of(organisation, codes)}});
  };
  view.maybe("passed", told("ranking.page.passed", crossed.passed))
      .maybe("passed_by", told("ranking.page.passed_by", crossed.passed_by));
  return view;
}

std::string own_moved(Language language, const RankingPage& page, const RankingLine& line) {
  const Params since{{"period", period_in_sentence(language, page.table.compared_with)}};
  if (!line.movement) return message(language, "ranking.page.own_none", since);
  const int up = line.movement->up;
  if (up == 0) return message(language, "ranking.page.own_same", since);
  return message(language, up > 0 ? "ranking.page.own_up" : "ranking.page.own_down",
                 {{"count", number(std::abs(up))}, {"period", since.at("period")}});
}

std::string climb_words(Language language, const RankingTable& table, std::string_view code) {
  std::vector<Share> shares;
  std::size_t own = 0;
  for (const auto& line : table.lines) {
    if (line.code == code) own = shares.size();
    shares.push_back({line.code, line.online, line.received});
  }
  const auto found = climb(shares, own);
  if (!found) return "";
  return message(language, "ranking.page.climb",
                 {{"count", number(found->more)}, {"place", number(found->place)}});
}

void set_own(http::View& view, Language language, const Organisation& organisation, const RankingPage& page) {
  const auto* line = page.own.empty() ? nullptr : line_of(page.table, page.own);
  view.maybe("own_code", line == nullptr ? "" : line->code);
  if (line == nullptr) {
    view.set("own", false);
    return;
  }
  http::View own;
  own.set("name", message(language, "ranking.page.own_of",
                          {{"unit", organisation.at(line->code).name.in(language)},
                           {"period", period_in_sentence(language, page.table.period)}}))
      .set("place", line->place
                        ? message(language, "ranking.page.own_place", {{"place", number(*line->place)}})
                        : message(language, "ranking.page.no_place"))
      .maybe("note", page.own_note)
      .set("way", moved(language, *line).way)
      .set("moved", own_moved(language, page, *line))
      .maybe("share", line->value ? message(language, "ranking.page.own_share",
                                            {{"online", number(line->online)},
                                             {"received", number(line->received)},
                                             {"percent", percent_words(language, *line->value)}})
                                  : std::string())
      .maybe("climb", climb_words(language, page.table, line->code));
  if (line->movement) {
    const auto& recent = page.recent;  // this period and the one before it are the last
    own.set("why", why_view(language, organisation, *line->movement,
                            crossings(line->code, recent.back(), recent.at(recent.size() - 2))));
  } else {
    own.set("why", false);
  }
  view.set("own", std::move(own));
}

http::View kind_view(Language language, const RankingPage& page, PeriodKind kind) {
  const LocalDate day = std::min(page.table.period.to, page.today);
  const std::chrono::year_month_day date(day);
  std::string code = format_iso(day).substr(0, kind == PeriodKind::year ? 4 : 7);
  if (kind == PeriodKind::quarter)
    code = fmt::format("{:04}-Q{}", int(date.year()), (unsigned(date.month()) + 2) / 3);
  http::View view;
  view.set("name", message(language, "ranking.page.kind." + std::string(name_of(kind))))
      .set("path", ranking_path(parse_period(code).value(), page.own))
      .set("chosen", page.table.period.kind == kind);
  return view;
}

http::View period_link(Language language, const Period& period, std::string_view own) {
  http::View view;
  view.set("path", ranking_path(period, own)).set("name", period_words(language, period));
  return view;
}

// The period that begins when this one ends.
Period following(const Period& period) {
  const auto day = period.to + std::chrono::days{1};
  const std::chrono::year_month_day date(day);
  if (period.kind == PeriodKind::year) return parse_period(format_iso(day).substr(0, 4)).value();
  if (period.kind == PeriodKind::month) return parse_period(format_iso(day).substr(0, 7)).value();
  return parse_period(fmt::format("{:04}-Q{}", int(date.year()), (unsigned(date.month()) + 2) / 3)).value();
}

void set_periods(http::View& view, Language language, const RankingPage& page) {
  const Period& shown = page.table.period;
  view.set("kinds", std::vector<http::View>{kind_view(language, page, PeriodKind::month),
                                            kind_view(language, page, PeriodKind::quarter),
                                            kind_view(language, page, PeriodKind::year)});
  view.set("earlier", period_link(language, previous(shown), page.own));
  const Period later = following(shown);
  if (later.from <= page.today) {
    view.set("later", period_link(language, later, page.own));
  } else {
    view.set("later", false);
  }
  // From today backwards, and further when the one shown lies further back.
  constexpr int fewest = 24;
  Period each = shown;
  while (following(each).from <= page.today) each = following(each);
  std::vector<http::View> periods;
  for (int n = 0; n < fewest || each.to >= shown.from; ++n) {
    http::View option;
    option.set("code", text_of(each)).set("name", period_words(language, each)).set("chosen", each == shown);
    periods.push_back(std::move(option));
    each = previous(each);
  }
  view.set("periods", std::move(periods));
}

std::vector<http::View> choices(const Organisation& organisation, std::string_view chosen) {
  std::vector<http::View> all;
  for (const auto* unit : organisation.communes()) {
    http::View option;
    option.set("code", unit->code)
        .set("name", unit->name.in(Language::vi))
        .set("chosen", unit->code == chosen);
    all.push_back(std::move(option));
  }
  return all;
}

// Working time as days of eight hours.
std::string days_words(Language language, const std::optional<std::int64_t>& minutes) {
  if (!minutes) return message(language, "ranking.page.not_measured");
  const double worked = static_cast<double>(*minutes) / 480;
  std::string days = fmt::format("{:.{}f}", worked, worked < 1 ? 2 : 1);
  if (language == Language::vi) std::replace(days.begin(), days.end(), '.', ',');
  return message(language, "ranking.page.days", {{"count", days}});
}

void set_compared(http::View& view, Language language, const Organisation& organisation,
                  const RankingPage& page) {
  const std::string first = page.compared ? page.compared->first : page.own;
  view.set("choices_a", choices(organisation, first));
  view.set("choices_b", choices(organisation, page.compared ? page.compared->second : ""));
  if (!page.compared) {
    view.set("compared", false);
    return;
  }
  std::vector<http::View> rows;
  const auto row = [&](const std::string& id, std::string a, std::string b) {
    http::View each;
    each.set("name", message(language, id))
        .set("means", message(language, id + ".means"))
        .set("first", std::move(a))
        .set("second", std::move(b));
    rows.push_back(std::move(each));
  };
  const auto& [code_a, code_b, a, b] = *page.compared;
  const auto place = [&](const std::string& code) {
    const auto* line = line_of(page.table, code);
    return line != nullptr && line->place ? number(*line->place) : std::string("–");
  };
  const auto share = [&](const Figures& figures) {
    const auto value = value_of({"", figures.received_online, figures.received});
    return value ? percent_words(language, *value) : message(language, "ranking.page.not_measured");
  };
  row("ranking.page.figure.place", place(code_a), place(code_b));
  row("ranking.figure.share", share(a), share(b));
  // Bindings by name: clang 14 lets no lambda capture them by default.
  const auto count = [&, &a = a, &b = b](const char* id, std::int64_t Figures::*field) {
    row(id, number(a.*field), number(b.*field));
  };
  count("ranking.figure.received", &Figures::received);
  count("ranking.figure.received_online", &Figures::received_online);
  count("ranking.figure.received_counter", &Figures::received_counter);
  count("ranking.figure.received_post", &Figures::received_post);
  count("ranking.figure.early", &Figures::early);
  count("ranking.figure.on_time", &Figures::on_time);
  count("ranking.figure.overdue", &Figures::overdue);
  count("ranking.figure.in_process_within", &Figures::in_process_within);
  count("ranking.figure.in_process_overdue", &Figures::in_process_overdue);
  count("ranking.figure.handed_over", &Figures::handed_over);
  row("ranking.figure.median_minutes", days_words(language, a.median_minutes),
      days_words(language, b.median_minutes));
  http::View compared;
  compared.set("first", organisation.at(code_a).short_name)
      .set("second", organisation.at(code_b).short_name)
      .set("figures", std::move(rows));
  view.set("compared", std::move(compared));
}

Params period_params(const Period& period) {
  const std::chrono::year_month_day from(period.from);
  const unsigned month = unsigned(from.month());
  Params params{{"year", std::to_string(int(from.year()))}};
  if (period.kind == PeriodKind::month) params["month"] = std::to_string(month);
  if (period.kind == PeriodKind::quarter) params["quarter"] = std::to_string((month + 2) / 3);
  return params;
}

}  // namespace

const RankingLine* line_of(const RankingTable& table, std::string_view code) {
  const auto found = std::find_if(table.lines.begin(), table.lines.end(),
                                  [&](const RankingLine& line) { return line.code == code; });
  return found == table.lines.end() ? nullptr : &*found;
}

std::string period_words(Language language, const Period& period) {
  return message(language, "ranking.page." + std::string(name_of(period.kind)), period_params(period));
}

std::string period_in_sentence(Language language, const Period& period) {
  return message(language, "ranking.page.in_sentence." + std::string(name_of(period.kind)),
                 period_params(period));
}

std::string percent_words(Language language, double share) {
  std::string text = fmt::format("{:.1f}%", share * 100);
  if (language == Language::vi) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string ranking_path(const Period& period, std::string_view own) {
  return guide::ranking_path(text_of(period)) + (own.empty() ? "" : "?xa=" + http::encode_segment(own));
}

http::View ranking_view(Language language, const Organisation& organisation, const TileMap& map,
                        const RankingPage& page) {
  http::View view;
  std::vector<http::View> lines;
  std::int64_t counted = 0;
  for (const auto& line : page.table.lines) {
    lines.push_back(line_view(language, organisation, page, line));
    counted += line.received;
  }
  view.set("heading",
           message(language, "ranking.page.title", {{"count", number(std::ssize(page.table.lines))}}))
      .set("period", period_words(language, page.table.period))
      .set("moved_head", message(language, "ranking.page.moved",
                                 {{"period", period_in_sentence(language, page.table.compared_with)}}))
      .set("recent_head",
           message(language, "ranking.page.recent", {{"count", number(std::ssize(page.recent))}}))
      .maybe("so_far", page.table.is_complete
                           ? std::string()
                           : message(language, "ranking.page.so_far",
                                     {{"date", calendar::long_date(language, page.table.judged_on)}}))
      .set("nothing", counted == 0)
      .set("lines", std::move(lines))
      .set("base_path", guide::ranking_path())
      .set("here_path", guide::ranking_path(text_of(page.table.period)))
      .set("open_data_path", guide::open_data_path())
      .set("recount_path", guide::open_data_path() + "#dem")
      .set("recount_hint", message(language, "ranking.page.recount_hint",
                                   {{"time", guide::clock_text(page.made_at, organisation.province().offset)},
                                    {"count", grouped(language, counted)}}));
  set_own(view, language, organisation, page);
  set_periods(view, language, page);
  set_map(view, language, organisation, map, page);
  set_compared(view, language, organisation, page);
  return view;
}

}  // namespace motcua::ranking
