#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "identity/official.h"

namespace motcua::identity {

std::string_view name_of(Cover::Kind kind);  // "absence"
std::optional<Cover::Kind> cover_kind_of(std::string_view name);

// Who shall do whose work, from when to when.
struct CoverAsked {
  Post post;  // whose work it is
  Post by;    // who does it
  Cover::Kind kind = Cover::Kind::absence;
  LocalDate from{}, to{};
};

// What stands against it, all at once; `covers` are those of the agency, ended ones too. Both work in one
// agency for citizens or for dossiers, each day falls within both posts, a post has one cover at a time, and
// whoever is asked does not ask a third: no cover is away on those days, and no chain of covers leads back.
// Problems: cover_backward and cover_past at /to; cover_role and cover_post_ended at /post or /by;
// cover_self, cover_elsewhere, cover_loop, cover_away at /by; cover_overlap at /from; cover_busy at /post.
// Codes without "identity." here. Source: Civil Code 2015, art. 563 to 565.
Problems cover_faults(const CoverAsked& asked, const std::vector<Cover>& covers, LocalDate today);

}  // namespace motcua::identity
