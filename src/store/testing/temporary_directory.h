#pragma once
#include <string>

namespace motcua::store {

// "<temp>/<prefix>-<process id>", empty, private to this program and gone with this object. Removes what
// killed programs of the same prefix left behind.
class TemporaryDirectory {
 public:
  explicit TemporaryDirectory(const std::string& prefix);
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  int owner_;  // a forked child must not remove it
};

}  // namespace motcua::store
