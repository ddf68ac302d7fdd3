#pragma once
#include <map>
#include <string>
#include <vector>

namespace motcua {

// Something a person caused or can cure. `code` is "<capability>.<what>" and stands in
// data/messages/problems/ with its HTTP status and its sentence in every language. `field` is a JSON pointer
// into what the person sent
// ("/papers/0/originals"), empty when the whole request is meant. `params` fill the {holes} of the sentence.
struct Problem {
  std::string code;
  std::string field = {};
  std::map<std::string, std::string> params = {};

  bool operator==(const Problem&) const = default;
};

// All faults of one request at once, in the order of its fields. Never empty when used as an error.
using Problems = std::vector<Problem>;

}  // namespace motcua
