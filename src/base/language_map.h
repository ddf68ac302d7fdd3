#pragma once
#include <string>

#include "base/message.h"

namespace motcua {

// A stored text in every language we have. Vietnamese is always there; English falls back to it.
struct LanguageMap {
  std::string vi;
  std::string en;
  const std::string& in(Language language) const { return language == Language::en && !en.empty() ? en : vi; }
  bool operator==(const LanguageMap&) const = default;
};

}  // namespace motcua
