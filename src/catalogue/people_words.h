#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/language_map.h"

namespace motcua::catalogue {

// What to ask back when a question fits several procedures, and which answer leads to which of them.
struct AskBack {
  struct Option {
    LanguageMap label;
    std::vector<std::string> codes;  // best first; never empty
  };
  LanguageMap question;
  std::vector<Option> options;
};

// What the search knows of how people speak. Non-programmers edit the tables it is read from.
struct PeopleWords {
  // "con mới đẻ" means these procedures, best first.
  struct Saying {
    std::string said;
    std::vector<std::string> codes;
  };
  // "gks" is another word for "đăng ký khai sinh".
  struct OtherWord {
    std::string said, meant;
  };
  // A question that says no more than this is too vague to answer.
  struct Topic {
    std::vector<std::string> said;
    AskBack ask_back;
  };
  // Words that say little ("làm", "xin") and how much: 0 nothing, 1 as much as any other.
  struct Filler {
    std::string word;
    double weight = 0;
  };
  std::vector<Saying> sayings;
  std::vector<OtherWord> other_words;
  std::vector<Topic> topics;
  std::vector<Filler> fillers;

  // synonyms: said, meant (words, or codes of procedures); topics: said, question_vi, question_en, label_vi,
  // label_en, codes, where a row with an empty `said` is one more option of the row before; fillers: percent,
  // words. Throws std::runtime_error naming the row that cannot be read.
  static PeopleWords read(std::string_view synonyms, std::string_view topics, std::string_view fillers);
  static const PeopleWords& shipped();  // data/catalogue/{synonyms,ask_back,filler_words}.tsv
};

}  // namespace motcua::catalogue
