#pragma once
#include <set>
#include <string>
#include <string_view>

#include "documents/documents.h"
#include "http/page.h"

namespace motcua::guide {

// data/guide/pictograms.tsv: the pictogram of a key; CHECKs that there is one.
const documents::Picture& pictogram(std::string_view key);
bool has_pictogram(std::string_view key);

// Which pictogram stands beside a paper of that Vietnamese name (data/guide/paper_pictures.tsv): "paper" when
// no row fits. Words stand beside it, so a miss costs nothing.
std::string paper_picture(std::string_view name);

// What guide/pages/pictograms.html draws: those a page uses and no others, for they cost bytes.
void set_pictograms(http::View& view, const std::set<std::string>& keys);

}  // namespace motcua::guide
