#pragma once
#include <iosfwd>
#include <string>

#include "base/message.h"
#include "base/time.h"

namespace motcua::app {

// motcua idcard --qr TEXT [--json] [--lang vi|en]
struct IdcardQuestion {
  std::string qr;
  LocalDate today;
  bool json = false;
  Language language = Language::vi;
};

// Exit code: 0 read; 1 this cannot be an ID card, an empty text included. With --json `out` gets what
// intake::to_json says, on exit 1 {"faults": [{"code","field","text"}]}; the faults also go to `err`.
int ask_idcard(const IdcardQuestion& question, std::ostream& out, std::ostream& err);

}  // namespace motcua::app
