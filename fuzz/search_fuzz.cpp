// What people type to find a procedure.
#include "catalogue/catalogue.h"
#include "fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace motcua;
  static const auto shipped = catalogue::Catalogue::shipped();
  constexpr LocalDate today{std::chrono::days{20'779}};
  const auto text = fuzz::text_of(data, size);
  const auto answer = shipped->ask(text, today, 20);
  CHECK(answer.matches.size() <= 20);
  for (std::size_t i = 0; i < answer.matches.size(); ++i) {
    const auto& match = answer.matches[i];
    CHECK(match.version != nullptr && shipped->find(match.version->code, today) == match.version);
    CHECK(match.score > 0 && match.score <= 1 && (i == 0 || match.score <= answer.matches[i - 1].score));
    CHECK(valid_utf8(match.words));
  }
  // Whoever is asked back can answer, and every answer leads somewhere.
  if (answer.ask_back) {
    CHECK(answer.ask_back->options.size() >= 2);
    for (const auto& option : answer.ask_back->options)
      CHECK(shipped->find(option.codes.at(0), today) != nullptr);
  }
  CHECK(valid_utf8(shipped->known_words(text, today)));
  return 0;
}
