#pragma once
#include <functional>
#include <string_view>

#include "base/expected.h"
#include "catalogue/people_words.h"

namespace motcua::catalogue {

// An installation's own words, in a table like data/catalogue/synonyms.tsv: a head "said", "meant", then for
// each line ways to say it (parted by ;) and the codes of procedures, best first, or other words for it. Kept
// by someone who is no programmer: lines ended by Windows and a byte order mark do no harm. At most 5,000
// ways to say something. All faults at once, each with its line: catalogue.words_encoding, _head, _cells,
// _empty, _mixed, _procedure_unknown (`known` says which there are), _twice, _too_many.
Expected<PeopleWords> read_own_words(std::string_view file,
                                     const std::function<bool(std::string_view code)>& known);

// The words that ship and an installation's own. Of what both say the installation's meaning counts.
PeopleWords shipped_with(PeopleWords own);

}  // namespace motcua::catalogue
