#include "catalogue/own_words.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "catalogue/typed_words.h"
#include "catalogue/version.h"

namespace motcua::catalogue {

namespace {

constexpr std::size_t most_sayings = 5000;

// However it is typed, the same saying.
std::string key_of(std::string_view said) {
  std::string key;
  for (const TypedWord& word : typed_words(said)) key += word.accented + ' ';
  return key;
}

bool meant_as_code(const std::string& word) {
  return word.size() > 3 && word[1] == '.' && word.find_first_not_of("0123456789.H") == std::string::npos;
}

class OwnWordsReader {
 public:
  explicit OwnWordsReader(const std::function<bool(std::string_view)>& known) : known_(known) {}

  Expected<PeopleWords> read(std::string_view file) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (file.starts_with(byte_order_mark)) file.remove_prefix(byte_order_mark.size());
    bool head = true;
    for (const std::string& with_end : split(file, '\n')) {
      ++line_;
      const std::string_view text = trim_end(with_end);
      if (text.empty() || text.front() == '#') continue;
      if (!valid_utf8(text)) {
        fault("catalogue.words_encoding");
      } else if (head) {
        if (text != "said\tmeant") fault("catalogue.words_head");
        head = false;
      } else {
        read_row(split(text, '\t'));
      }
    }
    if (head && problems_.empty()) fault("catalogue.words_head");
    if (line_of_.size() > most_sayings)
      fault("catalogue.words_too_many", {{"most", std::to_string(most_sayings)}});
    if (!problems_.empty()) return refuse(std::move(problems_));
    return std::move(words_);
  }

 private:
  static std::string_view trim_end(std::string_view text) {
    const std::size_t last = text.find_last_not_of(" \t\r");
    return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
  }

  void fault(const char* what, Params params = {}) {
    params["line"] = std::to_string(line_);
    problems_.push_back({what, "", std::move(params)});
  }

  void read_row(const std::vector<std::string>& cells) {
    if (cells.size() != 2) return fault("catalogue.words_cells");
    const auto meant = trim(cells[1]);
    const auto codes = codes_of(meant);
    std::size_t said_here = 0;
    for (const std::string& part : split(cells[0], ';')) {
      const std::string said(trim(part));
      if (said.empty()) continue;
      ++said_here;
      add(said, std::string(meant), codes);
    }
    if (said_here == 0) fault("catalogue.words_empty", {{"column", "said"}});
  }

  std::vector<std::string> codes_of(std::string_view meant) {
    std::vector<std::string> codes;
    std::size_t others = 0;
    for (const std::string& word : words(meant)) {
      const auto code = parse_code(word);
      if (!code && !meant_as_code(word)) {
        ++others;
      } else if (!code || !known_(*code)) {
        fault("catalogue.words_procedure_unknown", {{"procedure", word}});
      } else {
        codes.push_back(*code);
      }
    }
    if (!codes.empty() && others > 0) fault("catalogue.words_mixed");
    if (codes.empty() && typed_words(meant).empty()) fault("catalogue.words_empty", {{"column", "meant"}});
    return codes;
  }

  void add(const std::string& said, std::string meant, const std::vector<std::string>& codes) {
    const std::string key = key_of(said);
    if (key.empty()) return fault("catalogue.words_empty", {{"column", "said"}});
    const auto [at, fresh] = line_of_.try_emplace(key, line_);
    if (!fresh)
      return fault("catalogue.words_twice", {{"said", said}, {"first", std::to_string(at->second)}});
    if (codes.empty()) {
      words_.other_words.push_back({said, std::move(meant)});
    } else {
      words_.sayings.push_back({said, codes});
    }
  }

  const std::function<bool(std::string_view)>& known_;
  PeopleWords words_;
  Problems problems_;
  std::map<std::string, std::size_t> line_of_;  // by saying
  std::size_t line_ = 0;
};

}  // namespace

Expected<PeopleWords> read_own_words(std::string_view file,
                                     const std::function<bool(std::string_view)>& known) {
  return OwnWordsReader(known).read(file);
}

PeopleWords shipped_with(PeopleWords own) {
  std::set<std::string> said;
  for (const auto& saying : own.sayings) said.insert(key_of(saying.said));
  for (const auto& word : own.other_words) said.insert(key_of(word.said));
  PeopleWords all = PeopleWords::shipped();
  const auto said_anew = [&](const auto& each) { return said.contains(key_of(each.said)); };
  std::erase_if(all.sayings, said_anew);
  std::erase_if(all.other_words, said_anew);
  std::move(own.sayings.begin(), own.sayings.end(), std::back_inserter(all.sayings));
  std::move(own.other_words.begin(), own.other_words.end(), std::back_inserter(all.other_words));
  return all;
}

}  // namespace motcua::catalogue
