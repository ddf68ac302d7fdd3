#include "search_time.h"

#include <algorithm>

#include "catalogue/catalogue.h"

namespace motcua::bench {

Measured time_searches(int count) {
  using Clock = std::chrono::steady_clock;
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
  const auto catalogue = catalogue::Catalogue::shipped();
  const auto today = parse_date("2026-11-20").value();
  Measured measured;
  for (int i = 0; i < warm_up + count; ++i) {
    const auto* question = questions[static_cast<std::size_t>(i) % questions.size()];
    const auto began = Clock::now();
    const auto answer = catalogue->ask(question, today, 20);
    const auto took = Clock::now() - began;
    if (i < warm_up || answer.matches.size() > 20) continue;
    measured.micros.push_back(
        static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
    measured.seconds += std::chrono::duration<double>(took).count();
  }
  std::sort(measured.micros.begin(), measured.micros.end());
  return measured;
}

}  // namespace motcua::bench
