#include "catalogue/people_words.h"

#include <stdexcept>

#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"
#include "catalogue/version.h"

namespace motcua::catalogue {

namespace {

// The codes, when the text is nothing else.
std::vector<std::string> only_codes(std::string_view text) {
  std::vector<std::string> codes;
  for (const std::string& part : words(text)) {
    const auto code = parse_code(part);
    if (!code) return {};
    codes.push_back(*code);
  }
  return codes;
}

std::vector<std::string> phrases(std::string_view text) {
  std::vector<std::string> list;
  for (const std::string& part : split(text, ';')) {
    if (!trim(part).empty()) list.emplace_back(trim(part));
  }
  return list;
}

void read_synonyms(PeopleWords& words, const Table& table) {
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string& meant = table.at(row, "meant");
    auto codes = only_codes(meant);
    for (const std::string& said : phrases(table.at(row, "said"))) {
      if (meant.empty()) throw std::runtime_error("synonyms: \"" + said + "\" means nothing");
      if (codes.empty()) {
        words.other_words.push_back({said, meant});
      } else {
        words.sayings.push_back({said, codes});
      }
    }
  }
}

void read_topics(PeopleWords& words, const Table& table) {
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto said = phrases(table.at(row, "said"));
    if (!said.empty()) {
      words.topics.push_back({said, {{table.at(row, "question_vi"), table.at(row, "question_en")}, {}}});
    }
    AskBack::Option option{{table.at(row, "label_vi"), table.at(row, "label_en")},
                           only_codes(table.at(row, "codes"))};
    if (words.topics.empty() || option.codes.empty())
      throw std::runtime_error("ask_back: the row of \"" + option.label.vi + "\" has no topic or no codes");
    words.topics.back().ask_back.options.push_back(std::move(option));
  }
}

}  // namespace

PeopleWords PeopleWords::read(std::string_view synonyms, std::string_view topics, std::string_view fillers) {
  PeopleWords people;
  read_synonyms(people, read_tsv(synonyms));
  read_topics(people, read_tsv(topics));
  const Table table = read_tsv(fillers);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto percent = parse_integer(table.at(row, "percent"));
    if (!percent || *percent < 0 || *percent > 1000)
      throw std::runtime_error("filler_words: percent must be from 0 to 1000");
    for (const std::string& word : words(table.at(row, "words")))
      people.fillers.push_back({word, static_cast<double>(*percent) / 100});
  }
  return people;
}

const PeopleWords& PeopleWords::shipped() {
  static const PeopleWords kept = read(resource("catalogue/synonyms.tsv"), resource("catalogue/ask_back.tsv"),
                                       resource("catalogue/filler_words.tsv"));
  return kept;
}

}  // namespace motcua::catalogue
