// What is asked in a line of text: periods of figures, and a due date with its limit, reception and pauses,
// one a line, as `motcua deadline` and the routes read them.
#include <sstream>

#include "base/json.h"
#include "fuzz/property.h"
#include "motcua/ask_deadline.h"
#include "ranking/ranking.h"

namespace {

using namespace motcua;

void ask_period(std::string_view text) {
  const auto period = ranking::parse_period(text);
  if (!period) return fuzz::check_problems(period.error());
  CHECK(period->from <= period->to);
  const auto again = ranking::parse_period(ranking::text_of(*period));
  CHECK(again && again->from == period->from && again->to == period->to);
  const auto before = ranking::previous(*period);
  CHECK(before.to < period->from && before.from <= before.to);
}

void ask_due_date(std::string_view text) {
  const auto lines = split(text, '\n');
  app::DeadlineQuestion question{lines[0], lines.size() > 1 ? lines[1] : ""};
  for (std::size_t i = 2; i < lines.size() && i < 12; ++i) question.pauses.push_back(lines[i]);
  for (const bool json : {true, false}) {
    question.json = json;
    std::ostringstream out, err;
    const int code = app::ask_deadline(question, out, err);
    CHECK(code == 0 || code == 1 || code == 2);
    CHECK((code == 0) == err.str().empty());
    if (json && code != 2) CHECK(json::parse(out.str()).is_object());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::text_of(data, size);
  fuzz::choose(text, 2) == 0 ? ask_period(text) : ask_due_date(text);
  return 0;
}
