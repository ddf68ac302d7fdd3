#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::http {

// Addresses whose X-Forwarded-* headers are believed: single ones and networks ("10.0.0.0/8", "::1").
class ProxyList {
 public:
  // Throws std::runtime_error naming the entry that is neither.
  explicit ProxyList(const std::vector<std::string>& entries);
  ~ProxyList();
  bool trusts(std::string_view address) const;
  // The client's address: the last one in `forwarded_for` that no trusted proxy has, when `peer` is trusted.
  std::string client(std::string_view peer, std::string_view forwarded_for) const;

 private:
  struct Networks;
  std::unique_ptr<Networks> networks_;
};

}  // namespace motcua::http
