#pragma once
#include <compare>
#include <string>
#include <string_view>

namespace motcua::organisation {

// Vietnamese alphabetical order: a ă â b c d đ e ê … ư v x y; then tones in the order level, huyền, hỏi, ngã,
// sắc, nặng; case does not matter. Letters of the whole text decide before tones do. Precondition: valid
// UTF-8.
std::weak_ordering vietnamese_order(std::string_view a, std::string_view b);

// Bytes whose plain order is vietnamese_order: for sorting many.
std::string vietnamese_sort_key(std::string_view text);

}  // namespace motcua::organisation
