#include "motcua/ask_search.h"

#include <fstream>
#include <ostream>
#include <set>
#include <sstream>

#include "base/json.h"
#include "catalogue/catalogue.h"
#include "motcua/data_directory.h"
#include "motcua/own_words.h"

namespace motcua::app {
namespace {

using catalogue::Catalogue;

Expected<std::vector<catalogue::ProcedureVersion>> records_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  if (in) text << in.rdbuf();
  if (!in || in.bad() || text.fail()) return refuse("catalogue.file_unreadable", "", {{"file", file}});
  return catalogue::read_records(text.str());
}

// The procedures in force with those of the file beside them, as if they had been imported today.
Expected<std::shared_ptr<const Catalogue>> catalogue_to_ask(const SearchQuestion& question) {
  auto base = Catalogue::shipped();
  std::shared_ptr<const catalogue::PeopleWords> people;
  if (!question.choice.data.empty()) {
    const DataDirectory directory(question.choice.data);
    directory.key();  // says what is wrong when this is no installation
    store::Options options;
    options.data_directory = question.choice.data;
    options.database = question.choice.database.empty() ? directory.database() : question.choice.database;
    options.read_only = true;
    people = people_words(directory);
    base = catalogue::load_catalogue(*store::open(options), people);
  }
  if (question.catalogue_file.empty()) return base;
  auto records = records_of(question.catalogue_file);
  if (!records) return refuse(records.error());
  std::vector<catalogue::ProcedureVersion> all;
  std::set<std::string> curated;
  for (const auto& version : base->all(question.today)) {
    if (version->source == catalogue::Source::curated) curated.insert(version->code);
  }
  std::set<std::string> of_file;
  for (auto& record : *records) {
    if (curated.contains(record.code)) continue;
    of_file.insert(record.code);
    record.number = 1;
    record.valid_from = question.today;
    all.push_back(std::move(record));
  }
  for (const auto& version : base->all(question.today)) {
    if (!of_file.contains(version->code)) all.push_back(*version);
  }
  return std::make_shared<const Catalogue>(std::move(all), std::move(people));
}

json::value to_json(const Catalogue::Answer& answer, Language language) {
  json::array results;
  for (const auto& match : answer.matches) {
    results.push_back(json::object{{"code", match.version->code},
                                   {"name", match.version->name.in(language)},
                                   {"score", std::round(match.score * 1000) / 1000},
                                   {"why", catalogue::why_in_words(match, language)}});
  }
  json::value ask_back;
  if (answer.ask_back) {
    json::array options;
    for (const auto& option : answer.ask_back->options) {
      json::array codes;
      for (const auto& code : option.codes) codes.emplace_back(code);
      options.push_back(json::object{{"label", option.label.in(language)}, {"codes", std::move(codes)}});
    }
    ask_back =
        json::object{{"question", answer.ask_back->question.in(language)}, {"options", std::move(options)}};
  }
  return json::object{{"results", std::move(results)}, {"ask_back", std::move(ask_back)}};
}

void write_text(const Catalogue::Answer& answer, Language language, std::ostream& out) {
  if (answer.ask_back) {
    out << answer.ask_back->question.in(language) << '\n';
    for (const auto& option : answer.ask_back->options) {
      out << "  - " << option.label.in(language) << ':';
      for (const auto& code : option.codes) out << ' ' << code;
      out << '\n';
    }
  }
  for (const auto& match : answer.matches) {
    out << match.version->code << "  " << match.version->name.in(language) << "\n          "
        << catalogue::why_in_words(match, language) << '\n';
  }
  if (answer.matches.empty()) out << message(language, "catalogue.search.nothing") << '\n';
}

}  // namespace

int ask_search(const SearchQuestion& question, std::ostream& out, std::ostream& err) {
  const auto catalogue = catalogue_to_ask(question);
  if (!catalogue) {
    for (const auto& problem : catalogue.error()) err << problem_message(question.language, problem) << '\n';
    return 1;
  }
  const auto answer = (*catalogue)->ask(question.text, question.today, question.top);
  if (question.json) {
    out << pretty_json(to_json(answer, question.language)) << '\n';
  } else {
    write_text(answer, question.language, out);
  }
  return 0;
}

}  // namespace motcua::app
