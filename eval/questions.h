#pragma once
#include <string>
#include <vector>

#include "catalogue/catalogue.h"

namespace motcua::eval {

// What must come of a question.
enum class Wants { one, several, nothing };

struct Question {
  std::string text, style;
  Wants wants = Wants::one;
  bool curated = false;  // answerable from what ships with the program
  std::vector<std::string> codes;
};
// A table of eval/; CHECKs that each row is whole.
std::vector<Question> read_questions(const std::string& path);

// How a search did with some questions.
struct Score {
  std::size_t with_answer = 0, first = 0, within_three = 0;  // one and several
  std::size_t vague = 0, vague_asked = 0;
  std::size_t clear = 0, clear_asked = 0;
  std::size_t off_topic = 0, refused = 0;

  static double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole);
  }
  double at_first() const { return share(first, with_answer); }
  double at_three() const { return share(within_three, with_answer); }
  double asks_when_vague() const { return share(vague_asked, vague); }
  double asks_when_clear() const { return share(clear_asked, clear); }
  double refuses() const { return share(refused, off_topic); }
};

struct Answered {
  std::vector<std::string> codes;
  bool asked_back = false;
};
// Adds what was answered to the score; false when it was not right at rank 1, asked for nothing, or did not ask.
bool add(Score& score, const Question& question, const Answered& answered);

// The curated procedures, and those of a file of published records beside them; the curated win.
std::vector<catalogue::ProcedureVersion> procedures_with(const std::string& records_file);
// Those again and again under other codes, each time with a word of its own, until there are so many.
std::vector<catalogue::ProcedureVersion> multiplied(const std::vector<catalogue::ProcedureVersion>& list,
                                                    std::size_t wanted);

}  // namespace motcua::eval
