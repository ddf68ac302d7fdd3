// ./dev eval: how well and how fast the search answers the questions of eval/.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ctime>
#include <iostream>

#include "base/json.h"
#include "eval/questions.h"

namespace {

using namespace motcua;
using namespace motcua::eval;

// Of this thread: other programs at work do not count.
double cpu_milliseconds() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

struct Speed {
  double build_ms = 0, p50_ms = 0, p99_ms = 0, megabytes = 0;
  std::size_t procedures = 0;
};

std::vector<const catalogue::ProcedureVersion*> pointers(const std::vector<catalogue::ProcedureVersion>& list) {
  std::vector<const catalogue::ProcedureVersion*> out;
  for (const auto& version : list) out.push_back(&version);
  return out;
}

Speed measure(const std::vector<const catalogue::ProcedureVersion*>& list, const std::vector<Question>& questions,
              int rounds) {
  Speed speed{.procedures = list.size()};
  const double begin = cpu_milliseconds();
  const catalogue::Search search(list);
  speed.build_ms = cpu_milliseconds() - begin;
  speed.megabytes = static_cast<double>(search.bytes()) / 1e6;
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    for (const Question& question : questions) {
      const double cpu = cpu_milliseconds();
      (void)search.find(question.text, 20);
      times.push_back(cpu_milliseconds() - cpu);
    }
  }
  std::sort(times.begin(), times.end());
  speed.p50_ms = times[times.size() / 2];
  speed.p99_ms = times[times.size() * 99 / 100];
  return speed;
}

json::object to_json(const Score& score) {
  return {{"with_answer", score.with_answer}, {"first", score.at_first()}, {"within_three", score.at_three()},
          {"vague", score.vague}, {"asks_when_vague", score.asks_when_vague()}, {"asks_when_clear", score.asks_when_clear()},
          {"off_topic", score.off_topic}, {"refuses", score.refuses()}};
}

json::object to_json(const Speed& speed) {
  return {{"procedures", speed.procedures}, {"build_ms", speed.build_ms}, {"p50_ms", speed.p50_ms},
          {"p99_ms", speed.p99_ms}, {"megabytes", speed.megabytes}};
}

Score score_of(const catalogue::Search& search, const std::vector<const catalogue::ProcedureVersion*>& list,
               const std::vector<Question>& questions, bool all, bool show) {
  Score score;
  for (const Question& question : questions) {
    if (!all && !question.curated) continue;
    const auto found = search.find(question.text, 10);
    Answered answered{{}, found.ask_back.has_value()};
    for (const auto& hit : found.hits) answered.codes.push_back(list[hit.position]->code);
    if (add(score, question, answered) || !show) continue;
    std::cerr << question.text << "  [" << (question.codes.empty() ? "-" : question.codes.front()) << "]"
              << (answered.asked_back ? " ASKED" : "") << "\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(3, found.hits.size()); ++i) {
      std::cerr << fmt::format("     {} {:.2f} {} | {}\n", answered.codes[i], found.hits[i].score,
                               list[found.hits[i].position]->name.vi.substr(0, 60), found.hits[i].words);
    }
  }
  return score;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App cli("How well and how fast the search answers the questions of eval/", "motcua_eval");
  std::string records, ask;
  bool show = false;
  cli.add_option("--records", records, "file of published records");
  cli.add_option("--ask", ask, "one question, explained");
  cli.add_flag("--show", show, "each question of eval/questions.tsv that was not answered as it should");
  CLI11_PARSE(cli, argc, argv);
  const auto procedures = procedures_with(records);
  const auto list = pointers(procedures);
  const catalogue::Search search(list);
  const auto open = read_questions("eval/questions.tsv");
  const auto held_out = read_questions("eval/held_out.tsv");
  const bool all = !records.empty();
  if (!ask.empty()) {
    const Question question{ask, "", Wants::one, true, {"?"}};
    score_of(search, list, {question}, true, true);
    return 0;
  }
  json::object report{{"questions", to_json(score_of(search, list, open, all, show))},
                      {"held_out", to_json(score_of(search, list, held_out, all, false))},
                      {"speed", to_json(measure(list, open, 5))}};
  const auto many = multiplied(procedures, 6000);
  report["speed_6000"] = to_json(measure(pointers(many), open, 2));
  std::cout << pretty_json(report) << "\n";
  return 0;
}
