#include "motcua/catalogue_report.h"

#include <limits>
#include <ostream>

#include "catalogue/catalogue.h"
#include "motcua/data_directory.h"

namespace motcua::app {
namespace {

std::shared_ptr<const catalogue::Catalogue> catalogue_of(const StoreChoice& choice) {
  if (choice.data.empty()) return catalogue::Catalogue::shipped();
  const DataDirectory directory(choice.data);
  store::Options options;
  options.data_directory = choice.data;
  options.database = choice.database.empty() ? directory.database() : choice.database;
  options.read_only = true;
  return catalogue::load_catalogue(*store::open(options));
}

void write_text(const catalogue::ConfigurationReport& report, Language language, std::ostream& out) {
  const auto say = [&](std::string_view id) {
    return message(language, "office.catalogue.configuration." + std::string(id));
  };
  const auto count = [&](std::string_view id, int procedures) {
    out << fmt::format("{:>6}  {} ({})\n", procedures, say(id), say(std::string(id) + "_about"));
  };
  out << message(language, "office.catalogue.configuration.summary",
                 {{"complete", std::to_string(report.complete)},
                  {"procedures", std::to_string(report.procedures)},
                  {"percent", std::to_string(report.percent)}})
      << "\n";
  out << message(language, "office.catalogue.configuration.curated",
                 {{"curated", std::to_string(report.curated)},
                  {"complete", std::to_string(report.curated_complete)}})
      << "\n";
  count("configured", report.configured);
  count("published", report.published);
  count("online", report.online);
  out << "\n" << say("parts") << "\n";
  for (const auto& part : report.parts) {
    if (part.procedures > 0) out << fmt::format("{:>6}  {} [{}]\n", part.procedures, part.text, part.part);
  }
  out << "\n" << say("rows") << "\n";
  for (const auto& row : report.rows) {
    std::string missing;
    for (const auto& part : row.missing) missing += (missing.empty() ? "" : "; ") + part.text;
    out << fmt::format("{}  {:>3} %  {}\n{:17}{}: {}\n", row.code, row.percent, row.name, "", say("missing"),
                       missing.empty() ? say("nothing_missing") : missing);
    for (const auto& facts : row.waiting) {
      out << fmt::format("{:17}· {}{}{}\n", "", facts.text,
                         facts.facts > 1 ? fmt::format(" ({})", facts.facts) : "",
                         facts.said.empty() ? "" : fmt::format(": “{}”", facts.said));
    }
  }
}

}  // namespace

int report_catalogue(const CatalogueQuestion& question, const Clock& clock, std::ostream& out,
                     std::ostream& err) {
  const auto catalogue = catalogue_of(question.choice);
  const auto report = catalogue::page_of(
      catalogue::configuration_report(*catalogue, local_date(clock.now()), question.language),
      question.missing, 0, std::numeric_limits<std::size_t>::max());
  if (!report) {
    for (const Problem& problem : report.error())
      err << "motcua: " << problem_message(question.language, problem) << "\n";
    return 2;
  }
  if (question.json) {
    const auto& shape = http::shape<catalogue::ConfigurationReport>();
    out << pretty_json(shape.write(*report)) << "\n";
  } else {
    write_text(*report, question.language, out);
  }
  return 0;
}

}  // namespace motcua::app
