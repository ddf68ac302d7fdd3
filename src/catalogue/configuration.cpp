#include "catalogue/configuration.h"

#include <algorithm>

#include "base/text.h"
#include "catalogue/words.h"

namespace motcua::catalogue {

using http::field;

namespace {

constexpr std::size_t most_rows = 20'000;

std::string words_for(Part part, Language language) {
  return message(language, "catalogue.part." + std::string(name_of(part)));
}

// Some sources put a whole regulation into a cell; the beginning tells which one it is.
constexpr std::size_t longest_said = 160;  // characters

std::string beginning_of(const std::string& text) {
  if (length_in_characters(text) <= longest_said) return text;
  std::size_t end = 0;
  for (std::size_t characters = 0; end < text.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (begins && ++characters > longest_said) break;
  }
  return text.substr(0, end) + "…";
}

std::vector<WaitingFacts> waiting_facts(const ProcedureVersion& version, Language language) {
  std::vector<WaitingFacts> waiting;
  for (const NeedsPerson& fact : version.needs_person) {
    auto known = std::find_if(waiting.begin(), waiting.end(),
                              [&](const WaitingFacts& facts) { return facts.why == fact.why; });
    if (known == waiting.end())
      known = waiting.insert(known, {fact.why, why_in_words(fact, language), beginning_of(fact.text), 0});
    known->facts += 1;
  }
  return waiting;
}

ConfigurationRow row_of(const ProcedureVersion& version, const Completeness& found, Language language) {
  ConfigurationRow row;
  row.code = version.code;
  row.name = version.name.in(language);
  row.sector = version.sector.in(language);
  row.source = name_of(version.source);
  row.configured = found.configured;
  row.published = found.published;
  row.online = found.online;
  row.percent = found.percent;
  for (const Part part : found.missing)
    row.missing.push_back({std::string(name_of(part)), words_for(part, language)});
  row.waiting = waiting_facts(version, language);
  return row;
}

void count(ConfigurationReport& report, const ProcedureVersion& version, const Completeness& found) {
  const bool complete = found.missing.empty();
  const bool curated = version.source == Source::curated;
  report.procedures += 1;
  report.configured += found.configured ? 1 : 0;
  report.published += found.published ? 1 : 0;
  report.online += found.online ? 1 : 0;
  report.complete += complete ? 1 : 0;
  report.curated += curated ? 1 : 0;
  report.curated_complete += curated && complete ? 1 : 0;
  for (const Part part : found.missing) report.parts.at(static_cast<std::size_t>(part)).procedures += 1;
}

bool lacks(const ConfigurationRow& row, std::string_view part) {
  if (part == "any") return !row.missing.empty();
  if (part == "configured") return !row.configured;
  if (part == "published") return !row.published;
  if (part == "online") return !row.online;
  return std::any_of(row.missing.begin(), row.missing.end(),
                     [&](const MissingPart& missing) { return missing.part == part; });
}

bool known(std::string_view part) {
  return part == "any" || part == "configured" || part == "published" || part == "online" || part_of(part);
}

}  // namespace

const http::Shape<MissingPart>& shape_of(const MissingPart*) {
  static const auto kept = http::object<MissingPart>(
      "MissingPart", {field("part", &MissingPart::part), field("text", &MissingPart::text)});
  return kept;
}

const http::Shape<WaitingFacts>& shape_of(const WaitingFacts*) {
  using V = WaitingFacts;
  static const auto kept =
      http::object<V>("WaitingFacts", {field("why", &V::why), field("text", &V::text),
                                       field("said", &V::said).means("what the source says about the first"),
                                       field("facts", &V::facts)});
  return kept;
}

const http::Shape<ConfigurationRow>& shape_of(const ConfigurationRow*) {
  using V = ConfigurationRow;
  static const auto kept = http::object<V>(
      "ConfigurationRow",
      {field("code", &V::code), field("name", &V::name), field("sector", &V::sector),
       field("source", &V::source, http::one_of({"curated", "imported"})),
       field("configured", &V::configured).means("can be received, promised and worked on"),
       field("published", &V::published).means("residents find it explained in both languages"),
       field("online", &V::online).means("offered online with its own limit and fee"),
       field("percent", &V::percent).means("100 only when nothing is missing"), field("missing", &V::missing),
       field("waiting", &V::waiting)});
  return kept;
}

const http::Shape<PartCount>& shape_of(const PartCount*) {
  using V = PartCount;
  static const auto kept =
      http::object<V>("PartCount", {field("part", &V::part), field("text", &V::text),
                                    field("procedures", &V::procedures).means("that lack it")});
  return kept;
}

const http::Shape<ConfigurationReport>& shape_of(const ConfigurationReport*) {
  using V = ConfigurationReport;
  static const auto kept = http::object<V>(
      "ConfigurationReport",
      {field("day", &V::day), field("procedures", &V::procedures), field("configured", &V::configured),
       field("published", &V::published), field("online", &V::online), field("complete", &V::complete),
       field("percent", &V::percent).means("complete of procedures; 100 only when nothing is missing"),
       field("curated", &V::curated), field("curated_complete", &V::curated_complete),
       field("parts", &V::parts),
       field("found", &V::found).means("rows that fit; `rows` may be one page of them"),
       field("rows", &V::rows, http::list<ConfigurationRow>(0, most_rows))});
  return kept;
}

ConfigurationReport configuration_report(const Catalogue& catalogue, LocalDate date, Language language) {
  ConfigurationReport report;
  report.day = format_iso(date);
  for (const Part part : all_parts)
    report.parts.push_back({std::string(name_of(part)), words_for(part, language), 0});
  for (const VersionRef& version : catalogue.all(date)) {
    const Completeness found = completeness_of(*version);
    count(report, *version, found);
    report.rows.push_back(row_of(*version, found, language));
  }
  std::stable_sort(report.rows.begin(), report.rows.end(),
                   [](const auto& left, const auto& right) { return left.percent < right.percent; });
  report.percent = report.procedures == 0 ? 0 : report.complete * 100 / report.procedures;
  report.found = report.procedures;
  return report;
}

Expected<ConfigurationReport> page_of(ConfigurationReport report, std::string_view part, std::size_t from,
                                      std::size_t page) {
  auto& rows = report.rows;
  if (!part.empty()) {
    if (!known(part))
      return refuse("catalogue.part_unknown", "?missing", {{"parts", "any, configured, limit…"}});
    std::erase_if(rows, [&](const ConfigurationRow& row) { return !lacks(row, part); });
  }
  report.found = static_cast<int>(rows.size());
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(from, rows.size())));
  rows.resize(std::min(page, rows.size()));
  return report;
}

}  // namespace motcua::catalogue
