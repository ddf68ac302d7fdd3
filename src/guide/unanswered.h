#pragma once
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "catalogue/catalogue.h"
#include "store/store.h"

namespace motcua::guide {

// Questions that found nothing, for the person who keeps the table of people's words. Only words that the
// catalogue knows are kept, without names and numbers, with how often they were asked and in which month
// last; nothing tells who asked. Words not asked again for a year are forgotten. Collected in memory and
// written at most once a minute, so that a flood of questions costs no writes; what was not written when the
// program dies is lost. Safe from several threads.
class Unanswered {
 public:
  explicit Unanswered(store::Store& store) : store_(store) {}
  ~Unanswered();

  void note(const catalogue::Catalogue& catalogue, std::string_view question, Instant now, UtcOffset offset);

  struct Row {
    std::string words;
    std::int64_t times = 0;
    std::string last_month;  // "2026-11"
  };
  // Most asked first, at most 500.
  std::vector<Row> list(Instant now);
  // The table knows it now. False when it was not there.
  bool forget(const std::string& words, Instant now);

 private:
  struct Count {
    std::int64_t times = 0;
    std::string month;
  };
  void write_down(Instant now);

  store::Store& store_;
  std::mutex mutex_;
  std::map<std::string, Count> counted_;
  Instant written_{};
  std::string month_;
};

}  // namespace motcua::guide
