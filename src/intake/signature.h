#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::intake {

// A post as far as its signature depends on it.
struct Signatory {
  std::string title;       // as the post has it: "Phó Chủ tịch UBND xã"
  bool heads = false;      // signs for an agency or one of its offices
  bool in_office = false;  // the head of an office inside the agency, whose order it signs by
};

// The lines between the kind of signature and the name, in capitals: in what capacity it is signed.
// KT. (ký thay): a deputy for the head. TL. (thừa lệnh): the head of an office by order of the agency's head.
// TUQ. (thừa ủy quyền): anybody else whom the head has put in charge for some days. `covered`: whose work the
// signer does; `agency_head`: "Chủ tịch", "" where it is not known, and then no order is named. Nothing where
// neither signs as a head: an officer signs by name alone. Titles of the agency are left out, as it stands in
// the letter's head. Source: NĐ 30/2020/NĐ-CP (clerical work), art. 13.
std::vector<std::string> capacity(const Signatory& signer, const std::optional<Signatory>& covered,
                                  std::string_view agency_head);

}  // namespace motcua::intake
