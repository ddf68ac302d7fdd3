#include "motcua/demo_people.h"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace motcua::app {
namespace {

struct Naming {
  std::uint32_t percent;  // of all people
  std::vector<std::string> families, men, women;
};

const std::array<Naming, 4>& namings() {
  static const std::array<Naming, 4> all{{
      // Thái
      {40,
       {"Lò", "Quàng", "Cà", "Lường", "Tòng", "Vì", "Lèo", "Bạc", "Cầm", "Điêu"},
       {"Văn Thắng", "Văn Hặc", "Văn Inh", "Văn Pản", "Văn Thương", "Văn Thuận", "Văn Dương", "Văn Chung",
        "Văn Muôn", "Văn Hiêng", "Văn Ún", "Văn Ánh"},
       {"Thị Hạnh", "Thị Ó", "Thị Pâng", "Thị Xuân", "Thị Mai", "Thị Phương", "Thị Diên", "Thị Sương",
        "Thị Ín", "Thị Yên", "Thị Thoa", "Thị Loan"}},
      // Mông
      {35,
       {"Giàng", "Mùa", "Vàng", "Sùng", "Hạng", "Thào", "Lầu", "Ly", "Chá", "Cháng", "Tráng"},
       {"A Dình", "A Chỉnh", "A Páo", "A Sính", "A Chứ", "A Tủa", "A Vừ", "A Lử", "A Dế", "A Khua", "A Sếnh",
        "A Nhè"},
       {"Thị Mỷ", "Thị Dua", "Thị Say", "Thị Pàng", "Thị Dở", "Thị Sua", "Thị Chía", "Thị Mo", "Thị Dợ",
        "Thị Ca", "Thị Và"}},
      // Kinh
      {17,
       {"Nguyễn", "Trần", "Phạm", "Lê", "Vũ", "Hoàng", "Đỗ", "Bùi"},
       {"Văn Hùng", "Đức Minh", "Quang Hải", "Văn Tuấn", "Mạnh Cường", "Xuân Trường"},
       {"Thị Hương", "Thu Hà", "Ngọc Lan", "Thị Thủy", "Thị Nga", "Thanh Bình"}},
      // Khơ Mú
      {8,
       {"Moong", "Cút", "Lường", "Quàng"},
       {"Văn Phanh", "Văn Ướng", "Văn Lún", "Văn Chiêng"},
       {"Thị Nọi", "Thị Xiêng", "Thị Ơn", "Thị Panh"}},
  }};
  return all;
}

const Naming& naming(Random& random) {
  std::uint32_t drawn = random.below(100);
  for (const Naming& each : namings()) {
    if (drawn < each.percent) return each;
    drawn -= each.percent;
  }
  return namings().front();
}

}  // namespace

bool chance(Random& random, std::uint32_t percent) { return random.below(100) < percent; }

DemoPerson make_person(Random& random) {
  using namespace std::chrono;
  DemoPerson person;
  const Naming& names = naming(random);
  person.female = chance(random, 50);
  person.full_name =
      pick(random, names.families) + " " + pick(random, person.female ? names.women : names.men);
  const int born = 1950 + static_cast<int>(random.below(56));
  person.birth_date =
      local_days(year(born) / (1 + random.below(12)) / 1) + days{static_cast<int>(random.below(28))};
  // Province of birth registration, century and sex, year, a number within the year (handbook section 9).
  const int century_and_sex = (born >= 2000 ? 2 : 0) + (person.female ? 1 : 0);
  person.id_number = fmt::format("011{}{:02}{:06}", century_and_sex, born % 100, random.below(1'000'000));
  person.phone = fmt::format("0900{:06}", random.below(1'000'000));
  return person;
}

std::string make_hamlet(Random& random) {
  static const std::vector<std::string> hamlets{
      "Hua Ná",   "Co Muông", "Nà Ten",     "Huổi Lơi", "Nậm Cản", "Tà Pheo",    "Pa Cá",   "Huổi Só",
      "Nà Pen",   "Co Sáng",  "Phiêng Ban", "Nậm Pọng", "Hua Mức", "Trung Dình", "Chua Lú", "Tìa Ló",
      "Nà Luông", "Pú Súa",   "Huổi Hạ",    "Nong Ham", "Ta Lét",  "Xôm Điêng",  "Pha Xe",  "Nậm He"};
  return "Bản " + pick(random, hamlets);
}

}  // namespace motcua::app
