#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "base/time.h"
#include "base/uuid.h"

namespace motcua::identity {

enum class Role {
  counter_officer,
  specialist,
  approver,
  centre_director,
  provincial_controller,
  administrator,
  channel_adapter,  // the account of an outside system, never of a person
};

std::string_view name_of(Role role);  // "counter_officer"
std::optional<Role> role_of(std::string_view name);
std::string role_title(Role role, Language language);  // "người tiếp nhận hồ sơ"

// A person who works here, or an outside system that submits for people.
struct Official {
  Uuid id;
  std::string account;       // lower case, unique
  std::string display_name;  // "Lò Thị Mẫu"
  bool must_change_password = false;
  Instant created_at{};
};

// What an official does, where and since when. Several at once are usual: one person at the counter of two
// days and a specialist on the others.
struct Post {
  Uuid id;
  Uuid official;
  Role role = Role::specialist;
  std::string unit;    // code of a commune, a department or the province
  std::string office;  // code of an office inside the unit; may be empty
  std::string title;   // as printed: "Chuyên viên", "Chủ tịch"
  LocalDate valid_from{};
  std::optional<LocalDate> valid_to;  // last day

  bool valid_on(LocalDate day) const { return valid_from <= day && (!valid_to || day <= *valid_to); }
};

// A post's work in the hands of another post for some days (work rules of the office; Civil Code 2015, art.
// 564: whoever was asked does not ask a third).
struct Cover {
  enum class Kind { absence, delegation };
  Uuid id;
  Uuid post;  // whose work it is
  Uuid by;    // the post that does it
  Kind kind = Kind::absence;
  LocalDate from{}, to{};  // first and last day
  Uuid made_by;            // official
  Instant made_at{};
  std::optional<Instant> ended_at = {};  // taken back before its last day

  bool holds_on(LocalDate day) const { return !ended_at && from <= day && day <= to; }
};

// A post that the caller acts for today, beside the caller's own.
struct CoveredPost {
  Post post;
  Uuid by;  // the caller's own post that does it
  Cover::Kind kind = Cover::Kind::absence;
};

// A post with the name of who holds it: what dossiers, receipts and work lists show.
struct PostHolder {
  Post post;
  std::string display_name;
  std::string account;
};

}  // namespace motcua::identity
