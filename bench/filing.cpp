#include "filing.h"

#include <fmt/format.h>

#include <array>

#include "base/uuid.h"
#include "http_talk.h"

namespace motcua::bench {
namespace {

template <std::size_t N>
std::string_view one_of(const std::array<std::string_view, N>& choices, Random& random) {
  return choices[random.below(N)];
}

std::string name(Random& random) {
  static constexpr std::array<std::string_view, 12> families{
      "Lò", "Giàng", "Vàng", "Quàng", "Cà", "Tòng", "Sùng", "Mùa", "Lường", "Nguyễn", "Điêu", "Thào"};
  static constexpr std::array<std::string_view, 6> middles{"Thị", "Văn", "A", "Minh", "Ngọc", "Đức"};
  static constexpr std::array<std::string_view, 16> givens{"Mẫu",  "Chỉnh", "Hạnh", "Pó",   "Sơn", "Hoa",
                                                           "Dính", "Thu",   "Lả",   "Ứng",  "Páo", "Yến",
                                                           "Bình", "Nhung", "Kỷ",   "Thắng"};
  return fmt::format("{} {} {} {}", one_of(families, random), one_of(middles, random), one_of(givens, random),
                     one_of(givens, random));
}

Uuid key(Random& random) {
  Uuid id;
  random.fill(id.bytes);
  return id;
}

}  // namespace

std::string filing_request(const Clerk& clerk, Random& random) {
  const auto year = 40 + random.below(60);
  const auto number = random.below(1'000'000);
  const std::string body = fmt::format(
      R"({{"procedure":"{}","unit":"{}","applicant":{{"full_name":"{}","id_number":"0110{:02}{:06}",)"
      R"("birth_date":"19{:02}-0{}-1{}","sex":"male","address":"Bản Kéo, xã Mường Lạn, tỉnh Điện Biên",)"
      R"("phone":"09{:08}"}},"papers":[{{"paper":"to-khai","originals":1,"certified_copies":0,"photocopies":0}},)"
      R"({{"paper":"ban-sao-khai-sinh-cu","originals":0,"certified_copies":1,"photocopies":0}},)"
      R"({{"paper":"giay-to-ca-nhan","originals":0,"certified_copies":2,"photocopies":0}},)"
      R"({{"paper":"xac-nhan-co-quan","originals":1,"certified_copies":0,"photocopies":0}},)"
      R"({{"paper":"uy-quyen","originals":1,"certified_copies":0,"photocopies":0}}],)"
      R"("content":"Xin cấp lại do bị cháy nhà","return_by":"counter"}})",
      procedure, clerk.unit, name(random), year, number, year, 1 + random.below(9), random.below(10),
      random.below(100'000'000));
  const std::string headers = fmt::format("{}Idempotency-Key: {}\r\n", clerk.headers, key(random).text());
  return request_text("POST", "/api/dossiers", headers, body);
}

}  // namespace motcua::bench
