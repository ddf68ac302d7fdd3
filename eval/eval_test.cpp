#include <gtest/gtest.h>
#include <fstream>
#include <set>
#include <sstream>

#include "base/bytes.h"
#include "base/crypto.h"
#include "eval/questions.h"

namespace motcua::eval {
namespace {

constexpr auto records_file = "../shared/data/procedures_commune_full.json";

std::string content(const char* path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Score score_of(const std::vector<catalogue::ProcedureVersion>& procedures, const std::vector<Question>& questions,
               bool all) {
  std::vector<const catalogue::ProcedureVersion*> list;
  for (const auto& version : procedures) list.push_back(&version);
  const catalogue::Search search(list);
  Score score;
  for (const Question& question : questions) {
    if (!all && !question.curated) continue;
    const auto found = search.find(question.text, 10);
    Answered answered{{}, found.ask_back.has_value()};
    for (const auto& hit : found.hits) answered.codes.push_back(list[hit.position]->code);
    add(score, question, answered);
  }
  return score;
}

std::size_t answerable(const std::vector<Question>& questions) {
  std::set<std::string> codes;
  for (const auto& version : catalogue::shipped_versions()) codes.insert(version.code);
  return static_cast<std::size_t>(std::count_if(questions.begin(), questions.end(), [&](const Question& question) {
    return question.wants == Wants::nothing ||
           std::any_of(question.codes.begin(), question.codes.end(), [&](auto& code) { return codes.contains(code); });
  }));
}

void expect_targets(const Score& score) {
  EXPECT_GE(score.at_first(), 0.85);
  EXPECT_GE(score.at_three(), 0.97);
  EXPECT_GE(score.asks_when_vague(), 0.9);
  EXPECT_LE(score.asks_when_clear(), 0.05);
  EXPECT_GE(score.refuses(), 0.9);
}

TEST(Evaluation, TheHeldOutQuestionsAreUntouched) {
  const std::string digest = content("eval/held_out.sha256").substr(0, 64);
  EXPECT_EQ(to_hex(sha256(as_bytes(content("eval/held_out.tsv")))), digest);
}

TEST(Evaluation, ThereAreEnoughQuestions) {
  const auto open = read_questions("eval/questions.tsv"), held_out = read_questions("eval/held_out.tsv");
  EXPECT_GE(open.size() + held_out.size(), 300U);
  EXPECT_GE(held_out.size() * 3 + 3, open.size() + held_out.size());
  EXPECT_GE(answerable(open) + answerable(held_out), 220U);
  EXPECT_GE(answerable(held_out), 70U);
}

// A code that is mistyped in the table leads nowhere, and nobody would see it.
TEST(Evaluation, PeoplesWordsLeadToProceduresThatExist) {
  if (!std::ifstream(records_file)) GTEST_SKIP() << records_file << " is not here";
  std::set<std::string> known;
  for (const auto& version : procedures_with(records_file)) known.insert(version.code);
  for (const auto& saying : catalogue::PeopleWords::shipped().sayings)
    for (const auto& code : saying.codes) EXPECT_TRUE(known.contains(code)) << saying.said << ": " << code;
  for (const auto& topic : catalogue::PeopleWords::shipped().topics)
    for (const auto& option : topic.ask_back.options)
      for (const auto& code : option.codes) EXPECT_TRUE(known.contains(code)) << topic.said.front() << ": " << code;
}

TEST(Evaluation, TheCuratedProceduresAreFound) {
  const auto procedures = procedures_with("");
  expect_targets(score_of(procedures, read_questions("eval/questions.tsv"), false));
  expect_targets(score_of(procedures, read_questions("eval/held_out.tsv"), false));
}

TEST(Evaluation, AllPublishedProceduresAreFound) {
  if (!std::ifstream(records_file)) GTEST_SKIP() << records_file << " is not here";
  const auto procedures = procedures_with(records_file);
  expect_targets(score_of(procedures, read_questions("eval/questions.tsv"), true));
  expect_targets(score_of(procedures, read_questions("eval/held_out.tsv"), true));
}

}  // namespace
}  // namespace motcua::eval
