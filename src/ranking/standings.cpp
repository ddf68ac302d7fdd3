#include "ranking/standings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "base/check.h"
#include "ranking/making.h"
#include "ranking/source.h"
#include "ranking/sql.h"
#include "ranking/successors.h"

namespace motcua::ranking {
namespace {

constexpr std::int64_t events_at_once = 5'000;

// Who has a place before who has none; equal ones stay as they stand.
std::vector<std::size_t> in_order(const std::vector<std::optional<int>>& place) {
  const auto is_before = [&](std::size_t a, std::size_t b) {
    if (place[a] && place[b]) return *place[a] < *place[b];
    return place[a].has_value() && !place[b];
  };
  std::vector<std::size_t> order(place.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), is_before);
  return order;
}

const dossier::Submitted& submitted(const dossier::Payload& payload) {
  return std::get<dossier::Submitted>(payload);
}

}  // namespace

std::vector<std::vector<Share>> recounted_shares(store::Store& store, const std::vector<Period>& periods,
                                                 LocalDate today, UtcOffset offset) {
  std::vector<std::map<std::string, Share>> counted(periods.size());
  const auto count = [&](const store::Row& row) {
    const auto accepted = dossier::read_payload("accepted", static_cast<int>(row.integer(1)), row.text(2));
    const LocalDate day =
        std::max(local_date(std::get<dossier::Accepted>(accepted).received_at, offset), first_counted_day);
    for (std::size_t i = 0; i < periods.size(); ++i) {
      if (day < periods[i].from || day > judged_on(periods[i], today)) continue;
      const auto filed = dossier::read_payload("submitted", static_cast<int>(row.integer(3)), row.text(4));
      auto& share = counted[i][submitted(filed).agencies.received];
      ++share.received;
      if (submitted(filed).channel == dossier::Channel::online) ++share.online;
    }
  };
  for (std::int64_t after = 0;;) {
    const auto rows = store.read([&](store::Reader& reader) {
      return reader.run(sql::accepted_events, {after, events_at_once});
    });
    for (const auto& row : rows) count(row);
    if (std::ssize(rows) < events_at_once) break;
    after = rows.back().integer(0);
  }
  std::vector<std::vector<Share>> found;
  for (const auto& by_unit : counted) {
    auto& shares = found.emplace_back();
    for (const auto& [code, share] : by_unit) shares.push_back({code, share.online, share.received});
  }
  return found;
}

RankingTable rank(const organisation::Organisation& organisation, const Period& period, LocalDate today,
                  const std::vector<Share>& now, const std::vector<Share>& before, Language language) {
  const auto shares = shares_of_communes(organisation, now, period.to);
  const auto earlier = shares_of_communes(organisation, before, period.from - std::chrono::days(1));
  const auto place = places(shares);
  auto movement = movements(shares, earlier);
  RankingTable table{period, previous(period), judged_on(period, today), period.to < today, {}};
  table.lines.reserve(shares.size());
  for (const std::size_t i : in_order(place)) {
    const auto& share = shares[i];
    table.lines.push_back({share.code, organisation.at(share.code).name.in(language), place[i],
                           value_of(share), share.received, share.online, has_few(share),
                           std::move(movement[i])});
  }
  return table;
}

RankingTable ranking(store::Reader& reader, ShareBoard& board, const organisation::Organisation& organisation,
                     const Period& period, LocalDate today, Language language) {
  return rank(organisation, period, today, *board.shares(reader, period, today),
              *board.shares(reader, previous(period), today), language);
}

std::optional<Why> why_of(store::Reader& reader, ShareBoard& board,
                          const organisation::Organisation& organisation, const Period& period,
                          LocalDate today, std::string_view code, Language language) {
  const auto now = board.shares(reader, period, today);
  const auto before = board.shares(reader, previous(period), today);
  const auto table = rank(organisation, period, today, *now, *before, language);
  const auto line = std::find_if(table.lines.begin(), table.lines.end(),
                                 [&](const RankingLine& each) { return each.code == code; });
  if (line == table.lines.end()) return std::nullopt;
  const auto shares = shares_of_communes(organisation, *now, period.to);
  const auto earlier = shares_of_communes(organisation, *before, period.from - std::chrono::days(1));
  const auto own =
      std::find_if(earlier.begin(), earlier.end(), [&](const Share& each) { return each.code == code; });
  return Why{*line, *own, crossings(code, shares, earlier)};
}

Expected<Period> ranked_period(std::string_view text, LocalDate today) {
  const auto period = parse_period(text);
  if (!period) return refuse(period.error());
  const bool has_ranking = period->kind == PeriodKind::month || period->kind == PeriodKind::quarter ||
                           period->kind == PeriodKind::year;
  if (!has_ranking) return refuse("ranking.period_not_ranked", "", {{"text", std::string(text)}});
  if (const auto begun = must_have_begun(*period, today); !begun) return refuse(begun.error());
  return *period;
}

std::vector<RankingInput> kept_inputs(store::Reader& reader, LocalDate from, LocalDate to) {
  std::vector<RankingInput> inputs;
  for (LocalDate day = from; day <= to; day += std::chrono::days(1)) {
    for (const auto& row : reader.run(sql::inputs_of_day, {day_number(day)})) {
      for (std::size_t i = 0; i < flow_count; ++i) {
        const auto count = row.integer(2 + i);
        if (count == 0) continue;
        inputs.push_back(
            {day, row.text(0), static_cast<Channel>(row.integer(1)), static_cast<Figure>(i), count});
      }
    }
  }
  return inputs;
}

std::vector<RankingInput> recounted_inputs(store::Store& store, const Counting& counting, LocalDate from,
                                           LocalDate to, std::int64_t upto_position) {
  Courses courses;
  std::map<std::tuple<LocalDate, std::string, int, int>, std::int64_t> counted;
  for (std::int64_t after = 0; after < upto_position; after += events_at_once) {
    const auto upto = std::min(upto_position, after + events_at_once);
    const auto events =
        store.read([&](store::Reader& reader) { return events_between(reader, after, upto); });
    for (const auto& event : events) {
      Course& course = courses[event.dossier];
      for (const auto& move : follow(course, event, counting.offset()).moves) {
        const auto figure = static_cast<std::size_t>(move.figure);
        if (figure >= flow_count || move.day < from || move.day > to) continue;
        counted[{move.day, course.unit, static_cast<int>(course.channel), static_cast<int>(figure)}] +=
            move.amount;
      }
      if (course.closed) courses.erase(event.dossier);
    }
  }
  std::vector<RankingInput> inputs;
  for (const auto& [key, count] : counted) {
    const auto& [day, unit, channel, figure] = key;
    inputs.push_back({day, unit, static_cast<Channel>(channel), static_cast<Figure>(figure), count});
  }
  return inputs;
}

}  // namespace motcua::ranking
