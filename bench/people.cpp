#include "bench/people.h"

#include <fmt/format.h>

#include <array>

namespace motcua::bench {
namespace {

template <std::size_t N>
std::string_view one_of(const std::array<std::string_view, N>& choices, Random& random) {
  return choices[random.below(N)];
}

constexpr std::array<std::string_view, 16> families{"Lò",   "Giàng", "Vàng",   "Quàng",  "Cà",   "Tòng",
                                                    "Sùng", "Mùa",   "Lường",  "Nguyễn", "Điêu", "Thào",
                                                    "Lý",   "Hạng",  "Khoàng", "Trần"};
constexpr std::array<std::string_view, 8> middles{"Thị", "Văn", "A", "Minh", "Ngọc", "Đức", "Thanh", "Xuân"};
constexpr std::array<std::string_view, 32> givens{
    "Mẫu",  "Chỉnh", "Hạnh",  "Pó",  "Sơn",   "Hoa",    "Dính",  "Thu",   "Lả",    "Ứng",  "Páo",
    "Yến",  "Bình",  "Nhung", "Kỷ",  "Thắng", "Dình",   "Chía",  "Vừ",    "Súa",   "Nếnh", "Thoa",
    "Pâng", "Ọi",    "Inh",   "Xôm", "Hặc",   "Phương", "Khiêm", "Tuyết", "Quyên", "Lâm"};

}  // namespace

MadeUp make_up(Random& random) {
  MadeUp person;
  person.female = random.below(2) == 0;
  person.full_name = fmt::format("{} {} {} {}", one_of(families, random), one_of(middles, random),
                                 one_of(givens, random), one_of(givens, random));
  const auto year = 1940 + random.below(66);
  const auto century = (year >= 2000 ? 2U : 0U) + (person.female ? 1U : 0U);
  person.id_number = fmt::format("011{}{:02}{:06}", century, year % 100, random.below(1'000'000));
  const std::chrono::year_month_day born{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(1 + random.below(12)),
                                         std::chrono::day(1 + random.below(28))};
  person.birth_date = LocalDate(std::chrono::local_days(born));
  person.phone = fmt::format("09{:08}", random.below(100'000'000));
  return person;
}

}  // namespace motcua::bench
