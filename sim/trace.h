#pragma once
#include <deque>
#include <iosfwd>
#include <string>

#include "base/crypto.h"

namespace motcua::sim {

// What happened, line by line: its digest is the same for two runs of one seed, its end is shown when a seed
// fails.
class Trace {
 public:
  explicit Trace(std::ostream* every_line = nullptr) : out_(every_line) {}
  // `unsaid` goes into the digest only: whole answers.
  void add(std::string line, std::string_view unsaid = {});
  std::string digest() const { return to_hex(digest_).substr(0, 16); }
  const std::deque<std::string>& last() const { return last_; }

 private:
  std::ostream* out_;
  Digest digest_{};
  std::deque<std::string> last_;
};

}  // namespace motcua::sim
