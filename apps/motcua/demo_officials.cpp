#include "base/text.h"
#include "motcua/demo_office.h"
#include "motcua/demo_people.h"

namespace motcua::app {
namespace {

using identity::Role;

// "Mường Lạn" → "muonglan"
std::string slug(const std::string& name) {
  std::string key = search_key(name);
  std::erase(key, ' ');
  return key;
}

struct Seat {
  std::string account;
  Role role;
  std::string unit, office, title;
  std::string name = {};  // "" = made up
};

struct Making {
  Program::Parts& parts;
  Random& people;
  std::vector<DemoOfficial> made = {};

  DemoOfficial seat(const Seat& seat) {
    const Instant now = parts.installation.clock.now();
    auto& random = parts.installation.random;
    const std::string name = seat.name.empty() ? make_person(people).full_name : seat.name;
    const identity::Official official{Uuid::v7(now, random), seat.account, name, false, now};
    const identity::Post post{Uuid::v7(now, random), official.id, seat.role,       seat.unit,
                              seat.office,           seat.title,  local_date(now), {}};
    DemoOfficial result{
        std::make_shared<const identity::Caller>(official, std::vector{post}, "",
                                                 now + std::chrono::hours(24 * 365), parts.organisation),
        seat.account};
    made.push_back(result);
    return result;
  }
};

DemoStaff staff_of(Making& making, const organisation::Unit& unit, const std::array<std::string, 4>& names) {
  const std::string end = "." + slug(unit.short_name);
  const std::string centre = unit.code + ".HCC", police = unit.code + ".CA";
  const std::string kind = unit.kind == organisation::UnitKind::ward ? "phường" : "xã";
  DemoStaff staff;
  staff.unit = unit.code;
  staff.counter = making.seat(
      {"tiepnhan" + end, Role::counter_officer, unit.code, centre, "Công chức tiếp nhận", names[0]});
  staff.culture = making.seat({"chuyenvien" + end, Role::specialist, unit.code, unit.code + ".VHXH",
                               "Chuyên viên Phòng Văn hóa – Xã hội", names[1]});
  staff.economy = making.seat(
      {"kinhte" + end, Role::specialist, unit.code, unit.code + ".KT", "Chuyên viên Phòng Kinh tế"});
  staff.approver =
      making.seat({"kyduyet" + end, Role::approver, unit.code, "", "Phó Chủ tịch UBND " + kind, names[2]});
  staff.director = making.seat({"giamdoc" + end, Role::centre_director, unit.code, centre,
                                "Giám đốc Trung tâm Phục vụ hành chính công", names[3]});
  staff.police = making.seat({"congan" + end, Role::specialist, police, "", "Cán bộ đăng ký cư trú"});
  staff.police_chief =
      making.seat({"truongcongan" + end, Role::approver, police, "", "Trưởng Công an " + kind});
  return staff;
}

DemoStaff staff_of_department(Making& making, const organisation::Unit& unit) {
  const std::string end = "." + slug(unit.short_name);
  DemoStaff staff;
  staff.unit = unit.code;
  staff.counter =
      making.seat({"tiepnhan" + end, Role::counter_officer, unit.code, "", "Công chức tiếp nhận"});
  staff.culture = making.seat({"chuyenvien" + end, Role::specialist, unit.code, "", "Chuyên viên"});
  staff.approver = making.seat({"kyduyet" + end, Role::approver, unit.code, "", "Phó Giám đốc Sở"});
  staff.director =
      making.seat({"phutrach" + end, Role::centre_director, unit.code, "", "Phụ trách bộ phận một cửa"});
  return staff;
}

}  // namespace

DemoOfficials make_officials(Program::Parts& parts, const std::vector<std::string>& departments,
                             Random& people) {
  Making making{parts, people};
  DemoOfficials all;
  auto communes = parts.organisation.communes();
  const auto first = [](const organisation::Unit* unit) {
    return unit->short_name == "Mường Lạn" ? 0 : unit->short_name == "Pú Nhung" ? 1 : 2;
  };
  std::stable_sort(communes.begin(), communes.end(),
                   [&](const auto* a, const auto* b) { return first(a) < first(b); });
  for (const auto* unit : communes) {
    std::array<std::string, 4> names;
    if (first(unit) == 0) names = {"Lò Thị Hạnh", "Mùa A Dình", "Quàng Văn Thắng", "Giàng A Chỉnh"};
    all.communes.push_back(staff_of(making, *unit, names));
  }
  for (const auto& code : departments)
    all.departments.push_back(staff_of_department(making, parts.organisation.at(code)));
  const std::string& province = parts.organisation.province().code;
  all.controller = making.seat({"kiemsoat.tinh", Role::provincial_controller, province, province + ".VP",
                                "Kiểm soát thủ tục hành chính"});
  all.adapter = making.seat({"cong", Role::channel_adapter, province, "", "Hệ thống trực tuyến và bưu chính",
                             "Cổng dịch vụ công (mô phỏng)"});

  all.password = identity::make_temporary_password(parts.installation.random);
  const std::string hash = parts.identity.hasher.hash(identity::password_text(all.password));
  parts.store->write([&](store::Writer& writer) {
    for (const auto& each : making.made) {
      identity::insert_official(writer, each.caller->official(), hash);
      identity::insert_post(writer, each.post());
    }
  });
  return all;
}

}  // namespace motcua::app
