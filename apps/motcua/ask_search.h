#pragma once
#include <iosfwd>
#include <string>

#include "base/message.h"
#include "base/time.h"
#include "motcua/commands.h"

namespace motcua::app {

// motcua search QUERY [--top N] [--json] [--catalogue FILE] [--data DIR] [--lang vi|en]
struct SearchQuestion {
  std::string text;  // any bytes
  std::size_t top = 10;
  bool json = false;
  std::string catalogue_file;  // published records beside the curated procedures, which win; "" for none
  StoreChoice choice;          // an installation whose catalogue is searched; none when `data` is empty
  LocalDate today;
  Language language = Language::vi;
};

// Exit code: 0, also when nothing was found; 1 when the file cannot be read or has a fault: each is named on
// `err`. With --json `out` gets {"results": [{"code", "name", "score", "why"}], "ask_back": null or
// {"question", "options":
// [{"label", "codes"}]}}. An installation is only read, also beside its server.
int ask_search(const SearchQuestion& question, std::ostream& out, std::ostream& err);

}  // namespace motcua::app
