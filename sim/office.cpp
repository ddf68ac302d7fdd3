#include "office.h"

#include "base/check.h"

namespace motcua::sim {
namespace {

using identity::Role;

Official hire(app::Program::Parts& parts, const std::string& account, Role role, const std::string& unit,
              const std::string& office) {
  identity::NewOfficial asked;
  asked.account = account;
  asked.display_name = "Người " + account;
  asked.password = std::string(staff_password);
  asked.posts.push_back(
      {{}, std::string(identity::name_of(role)), unit, office, "Công chức", parts.identity.today(), {}});
  const auto created = parts.identity.accounts.create_official(asked);
  CHECK(created.has_value());
  return {account,
          std::string(staff_password),
          role,
          unit,
          office,
          created->official.id,
          created->posts.front().id};
}

}  // namespace

std::vector<Official> make_staff(app::Program::Parts& parts, int communes) {
  std::vector<Official> staff;
  const auto hire_one = [&](const std::string& account, Role role, const std::string& unit,
                            const std::string& office = {}) {
    staff.push_back(hire(parts, account, role, unit, office));
  };
  const std::string& province = parts.organisation.province().code;
  hire_one("cong", Role::channel_adapter, province);
  hire_one("kiemsoat", Role::provincial_controller, province);
  hire_one("quantri", Role::administrator, province);
  const auto all = parts.organisation.communes();
  for (int i = 0; i < communes && i < static_cast<int>(all.size()); ++i) {
    const std::string& unit = all[static_cast<std::size_t>(i)]->code;
    const std::string end = "." + unit;
    hire_one("quay.mot" + end, Role::counter_officer, unit, unit + ".HCC");
    hire_one("quay.hai" + end, Role::counter_officer, unit, unit + ".HCC");
    hire_one("giamdoc" + end, Role::centre_director, unit, unit + ".HCC");
    hire_one("vanhoa" + end, Role::specialist, unit, unit + ".VHXH");
    hire_one("kinhte" + end, Role::specialist, unit, unit + ".KT");
    hire_one("kyduyet.mot" + end, Role::approver, unit);
    hire_one("kyduyet.hai" + end, Role::approver, unit);
    if (const auto* police = parts.organisation.police_of(unit)) {
      hire_one("congan" + end, Role::specialist, police->code);
      hire_one("truongcongan" + end, Role::approver, police->code);
    }
  }
  return staff;
}

}  // namespace motcua::sim
