#include "bench/fill.h"
#include "identity/identity.h"
#include "identity/store.h"

namespace motcua::bench {
namespace {

using identity::Role;

class Making {
 public:
  Making(store::Writer& writer, Instant now) : writer_(writer), now_(now), random_(20250701) {}

  Seat seat(std::string account, Role role, const std::string& unit) {
    if (const auto known = identity::find_official(writer_, account)) {
      const auto posts = identity::posts_of(writer_, known->official.id);
      return {known->official.id, posts.at(0).id, account};
    }
    const identity::Official official{Uuid::v7(now_, random_), account, "Cán bộ " + account, false, now_};
    const LocalDate since = local_date(now_) - std::chrono::days(800);
    const identity::Post post{Uuid::v7(now_, random_), official.id, role, unit, "", "Công chức", since, {}};
    identity::insert_official(writer_, official, "");
    identity::insert_post(writer_, post);
    return {official.id, post.id, account};
  }

 private:
  store::Writer& writer_;
  const Instant now_;
  SeededRandom random_;
};

}  // namespace

std::vector<Staff> make_staff(store::Store& store, const organisation::Organisation& organisation,
                              Instant now) {
  return store.write([&](store::Writer& writer) {
    Making making(writer, now);
    std::vector<Staff> all;
    for (const auto* unit : organisation.communes()) {
      const auto* police = organisation.police_of(unit->code);
      Staff staff{unit->code, police == nullptr ? "" : police->code, {}, {}, {}, {}, {}, {}};
      staff.counter = making.seat("quay." + unit->code, Role::counter_officer, unit->code);
      staff.solver = making.seat("giaiquyet." + unit->code, Role::specialist, unit->code);
      staff.second_solver = making.seat("giaiquyet2." + unit->code, Role::specialist, unit->code);
      staff.approver = making.seat("duyet." + unit->code, Role::approver, unit->code);
      if (police != nullptr) {
        staff.police_solver = making.seat("congan." + unit->code, Role::specialist, police->code);
        staff.police_chief = making.seat("truongcongan." + unit->code, Role::approver, police->code);
      }
      all.push_back(std::move(staff));
    }
    return all;
  });
}

}  // namespace motcua::bench
