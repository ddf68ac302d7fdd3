#include "motcua/own_words.h"

#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

#include "base/clock.h"
#include "base/json.h"
#include "motcua/import_catalogue.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using catalogue::Catalogue;
using catalogue::PeopleWords;

std::optional<std::string> content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  if (in) text << in.rdbuf();
  if (!in || in.bad() || text.fail()) return std::nullopt;
  return text.str();
}

std::unique_ptr<store::Store> open_to_read(const StoreChoice& choice, const DataDirectory& directory) {
  directory.key();  // says what is wrong when this is no installation
  store::Options options;
  options.data_directory = choice.data;
  options.database = choice.database.empty() ? directory.database() : choice.database;
  options.read_only = true;
  return store::open(options);
}

// Sayings that other procedures or a question answer first.
std::vector<std::string> not_first(const Catalogue& catalogue, const PeopleWords& own, LocalDate today) {
  std::vector<std::string> list;
  for (const auto& saying : own.sayings) {
    const auto found = catalogue.ask(saying.said, today, 1);
    const bool first = !found.matches.empty() && found.matches.front().version->code == saying.codes.front();
    if (!first || found.ask_back) list.push_back(saying.said);
  }
  return list;
}

void print(const OwnWordsReport& report, bool json, Language language, std::ostream& out) {
  if (json) {
    json::array list;
    for (const auto& said : report.not_first) list.emplace_back(said);
    out << pretty_json(json::object{{"sayings", report.sayings}, {"not_first", std::move(list)}}) << '\n';
    return;
  }
  out << message(language, "catalogue.words.imported", {{"sayings", std::to_string(report.sayings)}}) << '\n';
  if (report.not_first.empty()) return;
  out << message(language, "catalogue.words.not_first") << '\n';
  for (const auto& said : report.not_first) out << "  " << said << '\n';
}

int refused(const Problems& problems, bool json, Language language, std::ostream& out, std::ostream& err) {
  if (json) {
    out << pretty_json(import_refusal_json(problems, language)) << '\n';
    return 1;
  }
  err << message(language, "catalogue.words.refused", {{"faults", std::to_string(problems.size())}}) << '\n';
  for (const auto& problem : problems) err << "  " << problem_message(language, problem) << '\n';
  return 1;
}

}  // namespace

std::shared_ptr<const PeopleWords> people_words(const DataDirectory& directory) {
  const auto content = content_of(directory.own_words());
  if (!content) return nullptr;
  // A procedure that has ended since is no fault: its words lead nowhere.
  auto own = catalogue::read_own_words(*content, [](std::string_view) { return true; });
  if (!own) return nullptr;
  return std::make_shared<const PeopleWords>(catalogue::shipped_with(std::move(*own)));
}

std::string own_words_table(const DataDirectory& directory) {
  return content_of(directory.own_words()).value_or(std::string());
}

std::string stamp_of_own_words(const DataDirectory& directory) {
  std::error_code missing;
  const auto written = fs::last_write_time(directory.own_words(), missing);
  if (missing) return "";
  return fmt::format("{} {}", written.time_since_epoch().count(),
                     fs::file_size(directory.own_words(), missing));
}

Expected<OwnWordsReport> import_synonyms(store::Store& store, const DataDirectory& directory,
                                         std::string_view content, LocalDate today) {
  const auto known = catalogue::load_catalogue(store);
  const auto own = catalogue::read_own_words(
      content, [&](std::string_view code) { return known->find(code, today) != nullptr; });
  if (!own) return refuse(own.error());
  replace_private(directory.own_words(), content);
  const auto asked = catalogue::load_catalogue(store, people_words(directory));
  return OwnWordsReport{own->sayings.size() + own->other_words.size(), not_first(*asked, *own, today)};
}

int import_synonyms_file(const StoreChoice& choice, const std::string& file, bool json, Language language,
                         std::ostream& out, std::ostream& err) {
  const auto content = content_of(file);
  if (!content) {
    err << fmt::format("motcua: cannot read {}\n", file);
    return 2;
  }
  const DataDirectory directory(choice.data);
  const auto store = open_to_read(choice, directory);
  const auto report = import_synonyms(*store, directory, *content, local_date(SystemClock().now()));
  if (!report) return refused(report.error(), json, language, out, err);
  print(*report, json, language, out);
  return 0;
}

}  // namespace motcua::app
