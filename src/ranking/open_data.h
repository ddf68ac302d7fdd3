#pragma once
#include "catalogue/catalogue.h"
#include "ranking/published.h"

namespace motcua::ranking {

struct Publisher {
  std::string installation;  // code of the province
  std::string name;
  bool synthetic = false;
};

struct OpenData {
  std::map<std::string, std::string> files;  // path → content, without days/
  std::int64_t days = 0;                     // closed ones
  std::optional<LocalDate> last_day;
};

// The tables sectors, procedures and reasons: whole months of closed days, small cells hidden. Without rows
// while figures were never counted.
std::vector<OpenTable> finer_tables(store::Store& store, const catalogue::Catalogue& catalogue);

// Everything that is published but the days themselves, as the closed days and the events since say it.
OpenData open_data(store::Store& store, const organisation::Organisation& organisation,
                   const Publisher& publisher, const std::vector<OpenTable>& finer);

}  // namespace motcua::ranking
