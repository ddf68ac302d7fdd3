#include "search_time.h"

#include <algorithm>
#include <filesystem>
#include <limits>

#include "catalogue/catalogue.h"
#include "eval/questions.h"

namespace motcua::bench {

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point began) {
  return std::chrono::duration<double, std::milli>(Clock::now() - began).count();
}

std::vector<catalogue::ProcedureVersion> procedures(std::size_t at_least) {
  constexpr auto records = "../shared/data/procedures_commune_full.json";
  auto list = eval::procedures_with(std::filesystem::exists(records) ? records : "");
  return list.size() < at_least ? eval::multiplied(list, at_least) : list;
}

}  // namespace

SearchTimes time_searches(std::size_t at_least, int count) {
  constexpr std::array questions{"khai sinh",
                                 "con mới đẻ",
                                 "dang ky ket hon",
                                 "ddang ky tam trus",
                                 "chồng tôi vừa mất tối qua, giờ phải làm giấy gì",
                                 "làm sổ đõ",
                                 "chứng thực",
                                 "giá vàng hôm nay bao nhiêu",
                                 "lost my identity card",
                                 "dangkykethon"};
  constexpr int warm_up = 100;
  const auto versions = procedures(at_least);
  std::vector<const catalogue::ProcedureVersion*> list;
  for (const auto& version : versions) list.push_back(&version);
  SearchTimes times{.procedures = list.size(), .index_ms = std::numeric_limits<double>::max()};
  for (int i = 0; i < 3; ++i) {
    const auto began = Clock::now();
    const catalogue::Search built(list);
    times.index_ms = std::min(times.index_ms, milliseconds_since(began));
  }
  const catalogue::Search search(list);
  Measured& measured = times.searches;
  for (int i = 0; i < warm_up + count; ++i) {
    const auto* question = questions[static_cast<std::size_t>(i) % questions.size()];
    const auto began = Clock::now();
    const auto found = search.find(question, 20);
    const auto took = Clock::now() - began;
    if (i < warm_up || found.hits.size() > 20) continue;
    measured.micros.push_back(
        static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
    measured.seconds += std::chrono::duration<double>(took).count();
  }
  std::sort(measured.micros.begin(), measured.micros.end());
  return times;
}

}  // namespace motcua::bench
