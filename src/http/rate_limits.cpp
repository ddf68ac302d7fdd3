#include "http/rate_limits.h"

#include <fmt/format.h>
#include <boost/asio/ip/address.hpp>
#include <stdexcept>

#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::http {

namespace {

constexpr std::size_t most_keys = 20'000;  // a rule; about 4 MB at worst
constexpr std::string_view every_door = "*";

std::string door_of(const Route& route) { return fmt::format("{} {}", name_of(route.method), route.path); }

double positive(const Table& table, std::size_t row, std::string_view column) {
  const auto number = parse_integer(table.at(row, column));
  if (!number || *number < 1) {
    throw std::runtime_error(
        fmt::format("rate limit {}: {} must be a number from 1", table.at(row, "rule"), column));
  }
  return static_cast<double>(*number);
}

bool is_loopback(const std::string& address) {
  boost::system::error_code error;
  const auto read = boost::asio::ip::make_address(address, error);
  return !error && read.is_loopback();
}

}  // namespace

std::string counted_address(std::string_view address) {
  namespace ip = boost::asio::ip;
  boost::system::error_code error;
  const auto read = ip::make_address(std::string(address), error);
  if (error || read.is_v4()) return std::string(address);
  auto v6 = read.to_v6();
  if (v6.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, v6).to_string();
  auto bytes = v6.to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return ip::make_address_v6(bytes).to_string() + "/64";
}

RateLimits::RateLimits(std::string_view tsv, const Clock& clock) : clock_(&clock) {
  const Table table = read_tsv(tsv);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto& per = table.at(row, "per");
    if (per != "address" && per != "account") {
      throw std::runtime_error(
          fmt::format("rate limit {}: per is address or account", table.at(row, "rule")));
    }
    const Rate rate{positive(table, row, "burst"), positive(table, row, "per_minute")};
    for (const auto& door : split(table.at(row, "doors"), ',')) {
      by_door_[std::string(trim(door))].push_back(rules_.size());
    }
    rules_.push_back(
        {table.at(row, "rule"), per == "account", std::make_shared<TokenBuckets>(rate, most_keys)});
  }
}

RateLimits RateLimits::shipped(const Clock& clock) { return {resource("http/rate_limits.tsv"), clock}; }

std::optional<Problem> RateLimits::refuse(const Request& request, const Route& route) const {
  if (request.local || request.peer.empty()) return std::nullopt;
  const Instant now = clock_->now();
  const std::string account = request.principal ? request.principal->account() : std::string();
  // An address of this machine is a proxy's that nobody named as trusted: it stands for everybody.
  const auto address = is_loopback(request.peer) ? std::string() : counted_address(request.peer);
  for (const auto& door : {door_of(route), std::string(every_door)}) {
    const auto rules = by_door_.find(door);
    if (rules == by_door_.end()) continue;
    for (const auto index : rules->second) {
      const Rule& rule = rules_[index];
      const auto& counted = rule.by_account ? account : address;
      if (counted.empty()) continue;
      const auto wait = rule.buckets->refuse(counted, now);
      if (!wait) continue;
      const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
      return Problem{"http.too_often", "", {{"seconds", std::to_string(seconds)}}};
    }
  }
  return std::nullopt;
}

std::vector<std::string> RateLimits::doors() const {
  std::vector<std::string> list;
  for (const auto& [door, rules] : by_door_) {
    if (door != every_door) list.push_back(door);
  }
  return list;
}

}  // namespace motcua::http
