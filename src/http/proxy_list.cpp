#include "http/proxy_list.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <stdexcept>

#include "base/text.h"

namespace motcua::http {

namespace ip = boost::asio::ip;

struct ProxyList::Networks {
  std::vector<ip::network_v4> v4;
  std::vector<ip::network_v6> v6;
};

ProxyList::ProxyList(const std::vector<std::string>& entries) : networks_(std::make_unique<Networks>()) {
  for (const auto& entry : entries) {
    const bool is_v6 = entry.find(':') != std::string::npos;
    const bool is_network = entry.find('/') != std::string::npos;
    const auto text = is_network ? entry : entry + (is_v6 ? "/128" : "/32");
    boost::system::error_code error;
    if (is_v6) {
      networks_->v6.push_back(ip::make_network_v6(text, error));
    } else {
      networks_->v4.push_back(ip::make_network_v4(text, error));
    }
    if (error) throw std::runtime_error("trusted proxy is no address or network: " + entry);
  }
}

ProxyList::~ProxyList() = default;

bool ProxyList::trusts(std::string_view address) const {
  boost::system::error_code error;
  auto found = ip::make_address(std::string(address), error);
  if (error) return false;
  if (found.is_v6() && found.to_v6().is_v4_mapped())
    found = ip::make_address_v4(ip::v4_mapped, found.to_v6());
  if (found.is_v4()) {
    for (const auto& network : networks_->v4) {
      const auto& all = network.prefix_length();
      if (ip::network_v4(found.to_v4(), all).canonical() == network.canonical()) return true;
    }
    return false;
  }
  for (const auto& network : networks_->v6) {
    if (ip::network_v6(found.to_v6(), network.prefix_length()).canonical() == network.canonical())
      return true;
  }
  return false;
}

std::string ProxyList::client(std::string_view peer, std::string_view forwarded_for) const {
  std::string current(peer);
  auto hops = split(forwarded_for, ',');
  while (!hops.empty() && trusts(current)) {
    const std::string hop(trim(hops.back()));
    hops.pop_back();
    boost::system::error_code error;
    (void)ip::make_address(hop, error);
    if (error) break;  // what cannot be an address names nobody
    current = hop;
  }
  return current;
}

}  // namespace motcua::http
