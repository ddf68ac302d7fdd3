#include "trace.h"

#include <ostream>

namespace motcua::sim {

void Trace::add(std::string line, std::string_view unsaid) {
  std::string bytes(as_text(digest_));
  bytes += line;
  bytes += '\n';
  bytes += unsaid;
  digest_ = sha256(as_bytes(bytes));
  if (out_ != nullptr) *out_ << line << '\n' << std::flush;
  last_.push_back(std::move(line));
  constexpr std::size_t kept = 25;
  if (last_.size() > kept) last_.pop_front();
}

}  // namespace motcua::sim
