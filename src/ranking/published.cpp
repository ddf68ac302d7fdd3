#include "ranking/published.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/merkle.h"
#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"
#include "ranking/successors.h"

namespace motcua::ranking {
namespace {

using organisation::Organisation;
using organisation::UnitKind;

std::string month_of(LocalDate day) { return format_iso(day).substr(0, 7); }

OpenCell optional_text(std::string text) { return text.empty() ? OpenCell{} : OpenCell{std::move(text)}; }

// The unit of today that answers for what a unit received on a day.
std::string answering(const Organisation& organisation, const RankingInput& input) {
  const auto* unit = unit_of_today(organisation, input.unit, input.day);
  return unit == nullptr ? input.unit : unit->code;
}

struct MonthFigures {
  std::map<Figure, std::int64_t> of;
  std::map<Channel, std::int64_t> received;
  std::int64_t operator[](Figure figure) const {
    const auto found = of.find(figure);
    return found == of.end() ? 0 : found->second;
  }
  std::int64_t by(Channel channel) const {
    const auto found = received.find(channel);
    return found == received.end() ? 0 : found->second;
  }
};
// Month → unit → figures.
using Months = std::map<std::string, std::map<std::string, MonthFigures>>;

Months months_of(const Organisation& organisation, const std::vector<RankingInput>& inputs) {
  Months months;
  for (const auto& input : inputs) {
    auto& figures = months[month_of(input.day)][answering(organisation, input)];
    figures.of[input.outcome] += input.count;
    if (input.outcome == Figure::received) figures.received[input.channel] += input.count;
  }
  for (auto& [month, units] : months) {
    for (const auto* commune : organisation.communes()) units[commune->code];
  }
  return months;
}

std::map<std::string, std::optional<int>> places_of(const Organisation& organisation,
                                                    const std::map<std::string, MonthFigures>& units) {
  std::vector<Share> shares;
  for (const auto* commune : organisation.communes()) {
    const auto& figures = units.at(commune->code);
    shares.push_back({commune->code, figures.by(Channel::online), figures[Figure::received]});
  }
  const auto found = places(shares);
  std::map<std::string, std::optional<int>> all;
  for (std::size_t i = 0; i < shares.size(); ++i) all[shares[i].code] = found[i];
  return all;
}

std::vector<OpenCell> figures_row(const std::string& unit, const std::string& month,
                                  const std::optional<int>& place, const MonthFigures& figures) {
  const std::int64_t received = figures[Figure::received], online = figures.by(Channel::online);
  const auto value = value_of({unit, online, received});
  return {unit,
          month,
          place ? OpenCell{std::int64_t{*place}} : OpenCell{},
          value ? OpenCell{*value} : OpenCell{},
          received,
          figures.by(Channel::counter),
          online,
          figures.by(Channel::post),
          figures[Figure::not_accepted],
          figures[Figure::early],
          figures[Figure::on_time] + figures[Figure::withdrawn],
          figures[Figure::overdue],
          figures[Figure::withdrawn],
          figures[Figure::stopped],
          figures[Figure::handed_over],
          figures[Figure::re_appointed]};
}

void put(std::map<std::string, std::string>& files, const OpenTable& table) {
  files[table.name + ".csv"] = csv_text(table);
  files[table.name + ".json"] = json_text(table);
}

json::value date_json(const std::optional<LocalDate>& date) {
  return date ? json::value(format_iso(*date)) : json::value(nullptr);
}

std::optional<LocalDate> date_member(const json::object& object, std::string_view name) {
  const auto* text = object.at(name).if_string();
  return text == nullptr ? std::nullopt : parse_date(*text);
}

// Lines of what is there and of what should be; the first two that differ.
std::optional<std::string> first_difference(std::string_view found, std::string_view expected) {
  for (int line = 1;; ++line) {
    const auto cut = [](std::string_view& text) {
      const auto end = text.find('\n');
      std::string_view first = text.substr(0, end);
      text = end == text.npos ? "" : text.substr(end + 1);
      if (first.ends_with('\r')) first.remove_suffix(1);
      return first;
    };
    if (found.empty() && expected.empty()) return std::nullopt;
    const bool ends = found.empty(), goes_on = expected.empty();
    const std::string_view is = cut(found), should = cut(expected);
    if (ends) return fmt::format("it ends before line {}, which should be {}", line, should);
    if (goes_on) return fmt::format("line {}, {}, is not in the days", line, is);
    if (is != should) return fmt::format("line {} is {}; the days give {}", line, is, should);
  }
}

std::string key_text(const std::vector<std::string>& key) { return fmt::format("{}", fmt::join(key, " ")); }

// Looks at one thing after the other and stops at the first that does not hold.
class Check {
 public:
  Check(const ReadPublished& read, const Organisation& organisation, const std::optional<PublicKey>& trusted,
        const dossier::Recounts* events)
      : read_(read), organisation_(organisation), trusted_(trusted), events_(events) {}

  PublishedReport run() {
    const auto first = index();
    if (first && report_.last_day) {
      for (LocalDate day = *first; !report_.fault && day <= *report_.last_day; day += std::chrono::days{1})
        check_day(day);
    }
    if (!report_.fault) tables();
    return std::move(report_);
  }

 private:
  bool fault(std::string invariant, std::string file, std::string detail) {
    report_.fault = PublishedFault{std::move(invariant), std::move(file), std::move(detail)};
    return false;
  }

  std::optional<LocalDate> index() {
    const auto text = read_("index.json");
    if (!text) return fault("files_are_whole", "index.json", "it is missing"), std::nullopt;
    try {
      const json::object object = json::parse(*text).as_object();
      installation_ = std::string(object.at("installation").as_string());
      report_.first_day = date_member(object, "first_day");
      report_.last_day = date_member(object, "last_day");
    } catch (const std::exception& wrong) {
      fault("files_are_whole", "index.json", wrong.what());
    }
    return report_.first_day;
  }

  void check_day(LocalDate date) {
    const std::string file = day_path(date);
    const auto text = read_(file);
    if (!text) {
      fault("files_are_whole", file, "it is missing");
      return;
    }
    auto day = dossier::read_day_file(*text);
    if (!day) {
      fault("files_are_whole", file, day.error().front().params.at("what"));
      return;
    }
    const auto& statement = day->statement;
    if (statement.day != date || statement.installation != installation_) {
      fault("files_are_whole", file, "it is about another day or another installation");
      return;
    }
    if (auto wrong = dossier::fault_in(*day, before_ ? &*before_ : nullptr, trusted_)) {
      fault(wrong->invariant, file, wrong->detail);
      return;
    }
    if (events_ != nullptr && !events_say_the_same(file, statement)) return;
    ++report_.days;
    report_.events += statement.events;
    report_.key = statement.key;
    dossier::add_counts(counts_, statement.counts);
    before_ = std::move(day->statement);
  }

  bool events_say_the_same(const std::string& file, const dossier::DayStatement& statement) {
    const auto found = events_->days.find(statement.day);
    if (found == events_->days.end())
      return fault("events_give_root", file, "the store has not closed this day");
    const auto& [hashes, counts] = found->second;
    if (merkle_root(hashes) != statement.root) {
      return fault(
          "events_give_root", file,
          fmt::format("the store holds {} events of this day, and their root is another", hashes.size()));
    }
    const auto different = difference(statement.counts, counts);
    return different.empty() || fault("events_give_inputs", file, different);
  }

  void tables() {
    const auto inputs = inputs_of(counts_);
    if (!inputs) {
      fault("days_add_up", "days", "a day counts something that is no ranking input");
      return;
    }
    for (const auto& [table, invariant] :
         {std::pair(inputs_table("inputs", *inputs), "days_add_up"),
          std::pair(figures_table(organisation_, *inputs), "figures_follow")}) {
      if (!same(table.name + ".csv", csv_text(table), invariant) ||
          !same(table.name + ".json", json_text(table), invariant))
        return;
    }
  }

  bool same(const std::string& file, const std::string& expected, const std::string& invariant) {
    const auto text = read_(file);
    if (!text) return fault("files_are_whole", file, "it is missing");
    const auto different = first_difference(*text, expected);
    return !different || fault(invariant, file, *different);
  }

  const ReadPublished& read_;
  const Organisation& organisation_;
  const std::optional<PublicKey>& trusted_;
  const dossier::Recounts* events_;
  PublishedReport report_;
  std::string installation_;
  std::optional<dossier::DayStatement> before_;
  dossier::DayCounts counts_;
};

}  // namespace

std::vector<std::string> input_key(const RankingInput& input) {
  return {input.unit, format_iso(input.day), std::string(catalogue::name_of(input.channel)),
          std::string(name_of(input.outcome))};
}

std::optional<std::vector<RankingInput>> inputs_of(const dossier::DayCounts& counts) {
  std::vector<RankingInput> inputs;
  for (const auto& [key, count] : counts) {
    if (key.size() != 4) return std::nullopt;
    const auto day = parse_date(key[1]);
    const auto channel = catalogue::channel_of(key[2]);
    const auto outcome = figure_of(key[3]);
    if (!day || !channel || !outcome) return std::nullopt;
    inputs.push_back({*day, key[0], *channel, *outcome, count});
  }
  return inputs;
}

std::string difference(const dossier::DayCounts& said, const dossier::DayCounts& given) {
  dossier::DayCounts rest = said;
  for (const auto& [key, count] : given) dossier::add_counts(rest, {{key, -count}});
  if (rest.empty()) return "";
  const auto& key = rest.begin()->first;
  const auto of = [&](const dossier::DayCounts& counts) {
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
  };
  return fmt::format("{}: it says {}, the events give {}", key_text(key), of(said), of(given));
}

OpenTable inputs_table(const std::string& name, const std::vector<RankingInput>& inputs) {
  OpenTable table{name, {"unit", "day", "channel", "outcome", "count"}, {}};
  for (const auto& input : inputs) {
    auto& row = table.rows.emplace_back();
    for (auto& text : input_key(input)) row.emplace_back(std::move(text));
    row.emplace_back(input.count);
  }
  return table;
}

OpenTable figures_table(const Organisation& organisation, const std::vector<RankingInput>& inputs) {
  OpenTable table{
      "figures",
      {"unit", "month", "place", "value", "received", "received_counter", "received_online", "received_post",
       "not_accepted", "early", "on_time", "overdue", "withdrawn", "stopped", "handed_over", "re_appointed"},
      {}};
  for (const auto& [month, units] : months_of(organisation, inputs)) {
    const auto place = places_of(organisation, units);
    for (const auto& [unit, figures] : units) {
      const auto found = place.find(unit);
      table.rows.push_back(
          figures_row(unit, month, found == place.end() ? std::nullopt : found->second, figures));
    }
  }
  return table;
}

OpenTable units_table(const Organisation& organisation) {
  OpenTable table{"units", {"code", "name", "kind", "valid_from", "valid_to", "successor"}, {}};
  for (const auto& unit : organisation.all()) {
    const bool counts = unit.kind != UnitKind::centre && unit.kind != UnitKind::office;
    if (!counts) continue;
    table.rows.push_back(
        {unit.code, unit.name.in(Language::vi), std::string(name_of(unit.kind)), format_iso(unit.valid_from),
         unit.valid_to ? OpenCell{format_iso(*unit.valid_to)} : OpenCell{}, optional_text(unit.successor)});
  }
  return table;
}

OpenTable dictionary_table() {
  const Table read = read_tsv(resource("ranking/open_data.tsv"));
  OpenTable table{"dictionary", read.columns, {}};
  for (const auto& row : read.rows) table.rows.emplace_back(row.begin(), row.end());
  return table;
}

std::string index_text(const PublishedIndex& index) {
  json::array tables;
  for (const auto& table : index.tables) tables.emplace_back(table);
  return pretty_json(json::object{
             {"format", "motcua-open-data-1"},
             {"installation", index.installation},
             {"name", index.name},
             {"synthetic", index.synthetic},
             {"note", index.synthetic
                          ? "Dữ liệu mô phỏng, không phải số liệu thật. Simulated data, not real figures."
                          : ""},
             {"first_day", date_json(index.first_day)},
             {"last_day", date_json(index.last_day)},
             {"tables", std::move(tables)}}) +
         "\n";
}

PublishedTables published_tables(PublishedIndex index, const Organisation& organisation,
                                 const dossier::DayCounts& counts, const dossier::DayCounts& since,
                                 const std::vector<OpenTable>& finer) {
  const auto inputs = inputs_of(counts), fresh = inputs_of(since);
  CHECK(inputs && fresh);
  std::vector<OpenTable> tables{dictionary_table(), units_table(organisation),
                                inputs_table("inputs", *inputs), figures_table(organisation, *inputs),
                                inputs_table("since", *fresh)};
  tables.insert(tables.end(), finer.begin(), finer.end());
  PublishedTables made;
  for (const auto& table : tables) {
    put(made.files, table);
    index.tables.push_back(table.name);
  }
  made.files["index.json"] = index_text(index);
  made.files["README.txt"] = std::string(resource("ranking/open_data_readme.txt"));
  made.files["recount.py"] = std::string(resource("ranking/recount.py"));
  made.index = std::move(index);
  return made;
}

const std::vector<std::string>& open_tables() {
  static const std::vector<std::string> names{"inputs",     "figures", "since",      "units",
                                              "dictionary", "sectors", "procedures", "reasons"};
  return names;
}

std::string day_path(LocalDate day) { return "days/" + format_iso(day) + ".json"; }

PublishedReport check_published(const ReadPublished& read, const Organisation& organisation,
                                const std::optional<PublicKey>& trusted, const dossier::Recounts* events) {
  return Check(read, organisation, trusted, events).run();
}

}  // namespace motcua::ranking
