#pragma once
#include <string>
#include <string_view>

#include "catalogue/version.h"

namespace motcua::catalogue {

struct FeeText {
  Fee fee;  // `amount_vnd` only when it can be read in one way; `text` is always what the source says
  std::string note;  // what stands behind the fee and is not about money: opening hours, time of a sub-step
  std::string why;   // set when there is no amount: fee_missing, fee_unknown, fee_without_amount,
                     // fee_contradictory, fee_conditional, fee_currency, fee_implausible, fee_unreadable
};

// Reads the fee-and-note column of a published record: `amount(note)other text`. An amount is believed only
// when nothing beside it speaks of money in another way: "Miễn phí(… do Hội đồng nhân dân quyết định)" is
// both free and not free, so a person decides.
FeeText parse_fee_text(std::string_view text);

}  // namespace motcua::catalogue
