#pragma once
#include <iosfwd>
#include <memory>
#include <string>

#include "base/message.h"
#include "catalogue/catalogue.h"
#include "motcua/commands.h"
#include "motcua/data_directory.h"

namespace motcua::app {

// The words that ship with those of DIR/synonyms.tsv; null when there is no such file, or somebody has spoilt
// it by hand: the pages go on with what ships, and `import synonyms` says what is wrong.
std::shared_ptr<const catalogue::PeopleWords> people_words(const DataDirectory& directory);
// The table itself; empty without one.
std::string own_words_table(const DataDirectory& directory);
// Another text whenever the file is another; empty without one.
std::string stamp_of_own_words(const DataDirectory& directory);

struct OwnWordsReport {
  std::size_t sayings = 0;
  std::vector<std::string> not_first;  // those that lead to another procedure or to a question first
};
// Checks the table (catalogue::read_own_words) against the procedures in force and puts it into the data
// directory, whole or not at all; a running server takes it up within seconds.
Expected<OwnWordsReport> import_synonyms(store::Store& store, const DataDirectory& directory,
                                         std::string_view content, LocalDate today);

// `motcua import synonyms FILE`. 0; 1 when the table has a fault, 2 when it cannot be read.
int import_synonyms_file(const StoreChoice& choice, const std::string& file, bool json, Language language,
                         std::ostream& out, std::ostream& err);

}  // namespace motcua::app
