#include "motcua/own_words_routes.h"

#include <mutex>

#include "motcua/own_words.h"

namespace motcua::app {
namespace {

using http::Request;

constexpr std::size_t longest_table = 400'000;  // characters
constexpr std::string_view path = "/api/people-words";

struct WordsTable {
  std::string table;
};
const http::Shape<WordsTable>& shape_of(const WordsTable*) {
  static const auto kept = http::object<WordsTable>(
      "PeopleWordsTable", {http::field("table", &WordsTable::table, http::text(1, longest_table))
                               .means("lines of two columns parted by a tab, under said and meant")});
  return kept;
}

struct WordsTaken {
  std::int64_t sayings = 0;
  std::vector<std::string> not_first;
};
const http::Shape<WordsTaken>& shape_of(const WordsTaken*) {
  static const auto kept = http::object<WordsTaken>(
      "PeopleWordsTaken",
      {http::field("sayings", &WordsTaken::sayings),
       http::field("not_first", &WordsTaken::not_first).means("sayings that still lead elsewhere first")});
  return kept;
}

// What there is, or a table to begin with.
std::string table_of(const DataDirectory& directory) {
  auto kept = own_words_table(directory);
  return kept.empty() ? "said\tmeant\n" : kept;
}

}  // namespace

void add_own_words_routes(http::Router& router, Program::Parts& parts) {
  auto get = http::head(http::Method::get, std::string(path), "guide.improve",
                        "The table of people's words of this installation, as a file to edit.");
  get.produces = "text/tab-separated-values";
  get.handler = [&parts](const Request&) {
    http::Response response;
    response.body = table_of(parts.directory);
    response.with("Content-Type", "text/tab-separated-values; charset=utf-8");
    response.with("Content-Disposition", "attachment; filename=\"synonyms.tsv\"");
    return response;
  };
  router.add(std::move(get));

  auto post = http::head(http::Method::post, std::string(path), "catalogue.review",
                         "Replaces that table; a fault names its line and changes nothing.");
  post.body_limit = 4 * longest_table;
  const auto one_at_a_time = std::make_shared<std::mutex>();
  router.add(http::json_route<WordsTable, WordsTaken>(
      std::move(post),
      [&parts, one_at_a_time](const Request&, const WordsTable& body) -> Expected<WordsTaken> {
        const std::lock_guard lock(*one_at_a_time);
        const auto today = local_date(parts.installation.clock.now(), parts.organisation.province().offset);
        auto report = import_synonyms(*parts.store, parts.directory, body.table, today);
        if (!report) return refuse(report.error());
        parts.shelf.replace(catalogue::load_catalogue(*parts.store, people_words(parts.directory)));
        return WordsTaken{static_cast<std::int64_t>(report->sayings), std::move(report->not_first)};
      }));
}

}  // namespace motcua::app
