#include "eval/questions.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/table.h"
#include "base/text.h"

namespace motcua::eval {

namespace {

Wants wants_of(const std::string& text) {
  CHECK(text == "one" || text == "several" || text == "nothing");
  return text == "one" ? Wants::one : text == "several" ? Wants::several : Wants::nothing;
}

}  // namespace

std::vector<Question> read_questions(const std::string& path) {
  const Table table = read_tsv_file(path);
  std::vector<Question> list;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Question question{table.at(row, "query"), table.at(row, "style"), wants_of(table.at(row, "wants")),
                      table.at(row, "catalogue") == "curated", words(table.at(row, "codes"))};
    CHECK(question.codes.empty() == (question.wants == Wants::nothing));
    list.push_back(std::move(question));
  }
  return list;
}

bool add(Score& score, const Question& question, const Answered& answered) {
  if (question.wants == Wants::nothing) {
    ++score.off_topic;
    score.refused += answered.codes.empty() ? 1 : 0;
    return answered.codes.empty();
  }
  const auto right = [&](const std::string& code) {
    return std::find(question.codes.begin(), question.codes.end(), code) != question.codes.end();
  };
  const auto at = std::find_if(answered.codes.begin(), answered.codes.end(), right) - answered.codes.begin();
  const bool found = static_cast<std::size_t>(at) < answered.codes.size();
  ++score.with_answer;
  score.first += found && at == 0 ? 1 : 0;
  score.within_three += found && at < 3 ? 1 : 0;
  const bool vague = question.wants == Wants::several;
  ++(vague ? score.vague : score.clear);
  if (answered.asked_back) ++(vague ? score.vague_asked : score.clear_asked);
  return found && at == 0 && answered.asked_back == vague;
}

std::vector<catalogue::ProcedureVersion> procedures_with(const std::string& records_file) {
  std::vector<catalogue::ProcedureVersion> list = catalogue::shipped_versions();
  if (records_file.empty()) return list;
  std::ifstream in(records_file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  auto records = catalogue::read_records(text.str());
  CHECK(records.has_value());
  std::set<std::string> curated;
  for (const auto& version : list) curated.insert(version.code);
  for (auto& version : *records) {
    if (!curated.contains(version.code)) list.push_back(std::move(version));
  }
  return list;
}

std::vector<catalogue::ProcedureVersion> multiplied(const std::vector<catalogue::ProcedureVersion>& list,
                                                    std::size_t wanted) {
  std::vector<catalogue::ProcedureVersion> out;
  for (std::size_t i = 0; out.size() < wanted; ++i) {
    out.push_back(list[i % list.size()]);
    if (i < list.size()) continue;
    out.back().code = fmt::format("9.{:06}", i);
    out.back().name.vi += fmt::format(" nhóm {}{}", static_cast<char>('a' + i % 23), i / list.size());
  }
  return out;
}

}  // namespace motcua::eval
