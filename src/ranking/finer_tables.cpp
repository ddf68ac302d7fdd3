#include "ranking/board.h"
#include "ranking/finer_table.h"
#include "ranking/open_data.h"
#include "ranking/projection.h"

namespace motcua::ranking {
namespace {

using dossier::Channel;

// Months all of whose days are closed.
std::vector<Period> whole_months(LocalDate first, LocalDate last) {
  std::vector<Period> months;
  for (Period month = parse_period(format_iso(last).substr(0, 7)).value(); month.to >= first;
       month = previous(month)) {
    if (month.to <= last) months.insert(months.begin(), month);
  }
  return months;
}

class Finer {
 public:
  Finer(store::Reader& reader, const catalogue::Catalogue& catalogue, LocalDate last)
      : reader_(reader), catalogue_(catalogue), last_(last) {}

  void add(const Period& month) {
    by_sector(month);
    by_procedure(month);
    by_reason(month);
  }
  std::vector<OpenTable> take() { return {std::move(sectors_), std::move(procedures_), std::move(reasons_)}; }

 private:
  Asked asked(const Period& month, std::string unit = {}, int channel = 0) const {
    return {std::move(unit), "", channel, month, last_};
  }
  std::string sector_of(const std::string& procedure, const Period& month) const {
    const auto version = catalogue_.find(procedure, month.to);
    return version ? version->sector.in(Language::vi) : message(Language::vi, "ranking.sector_unknown");
  }
  static OpenCell shown(const FinerRow& row) { return row.count ? OpenCell{*row.count} : OpenCell{}; }

  void by_sector(const Period& month) {
    FinerCounts counts;  // sectors are the rows: the small ones become others
    for (const auto& unit : figures_by_unit(reader_, asked(month))) {
      if (unit.figures.received == 0) continue;
      for (const auto& each : figures_by_procedure(reader_, asked(month, unit.key)))
        counts[{sector_of(each.key, month), unit.key}] += each.figures.received;
    }
    for (const auto& row : publishable(counts))
      sectors_.rows.push_back({row.column, text_of(month), row.row, shown(row)});
  }

  void by_procedure(const Period& month) {
    FinerCounts counts;
    for (const auto channel : {Channel::counter, Channel::online, Channel::post}) {
      for (const auto& each : figures_by_procedure(reader_, asked(month, "", static_cast<int>(channel)))) {
        if (each.figures.received > 0)
          counts[{each.key, std::string(catalogue::name_of(channel))}] = each.figures.received;
      }
    }
    for (const auto& row : publishable(counts))
      procedures_.rows.push_back({row.row, text_of(month), row.column, shown(row)});
  }

  void by_reason(const Period& month) {
    FinerCounts counts;
    for (const auto& each : figures_by_procedure(reader_, asked(month))) {
      const auto sector = sector_of(each.key, month);
      for (const auto& [reason, count] :
           {std::pair("not_accepted", each.figures.not_accepted),
            std::pair("withdrawn", each.figures.withdrawn), std::pair("stopped", each.figures.stopped)}) {
        if (count > 0) counts[{sector, reason}] += count;
      }
    }
    for (const auto& row : publishable(counts))
      reasons_.rows.push_back({row.row, text_of(month), row.column, shown(row)});
  }

  store::Reader& reader_;
  const catalogue::Catalogue& catalogue_;
  const LocalDate last_;
  OpenTable sectors_{"sectors", {"unit", "month", "sector", "received"}, {}};
  OpenTable procedures_{"procedures", {"procedure", "month", "channel", "received"}, {}};
  OpenTable reasons_{"reasons", {"sector", "month", "reason", "count"}, {}};
};

}  // namespace

std::vector<OpenTable> finer_tables(store::Store& store, const catalogue::Catalogue& catalogue) {
  return store.read([&](store::Reader& reader) {
    const auto closed = dossier::closed_days(reader);
    const LocalDate last = closed.empty() ? LocalDate{} : closed.back().day;
    Finer finer(reader, catalogue, last);
    if (!closed.empty() && is_counted(reader)) {
      for (const auto& month : whole_months(closed.front().day, last)) finer.add(month);
    }
    return finer.take();
  });
}

}  // namespace motcua::ranking
