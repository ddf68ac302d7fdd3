#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "http/router.h"
#include "http/token_buckets.h"

namespace motcua::http {

// What a client's address counts as: itself, and of an IPv6 address its /64, which one customer holds whole.
std::string counted_address(std::string_view address);

// Who may use which door how often: data/http/rate_limits.tsv. Memory is bounded. Safe to share by threads.
class RateLimits {
 public:
  // A table with the columns rule, per (address, account), burst, per_minute, doors. Throws
  // std::runtime_error naming the row that cannot be read.
  RateLimits(std::string_view tsv, const Clock& clock);
  static RateLimits shipped(const Clock& clock);

  // http.too_often with the seconds to wait, for the first rule that is used up. Requests from the machine
  // itself and rules of accounts for people without one do not count.
  std::optional<Problem> refuse(const Request& request, const Route& route) const;
  // "POST /api/session", each door the table names, for the test that they exist.
  std::vector<std::string> doors() const;

 private:
  struct Rule {
    std::string name;
    bool by_account = false;
    std::shared_ptr<TokenBuckets> buckets;
  };
  std::vector<Rule> rules_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_door_;  // "*" too
  const Clock* clock_;
};

}  // namespace motcua::http
