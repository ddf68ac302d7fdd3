#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/router.h"

namespace motcua::http {

// Limits of one server. Times bound how long a slow or silent client may hold something of ours.
struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one, see Server::port
  int io_threads = 1;         // from two on, all but one may answer quick routes themselves
  int worker_threads = 64;    // all other handlers run here and may block
  std::size_t queue = 1024;   // requests that may wait for a worker; then 503 with Retry-After
  std::size_t max_connections = 4096;
  std::size_t connections_per_address = 512;      // but for this machine and trusted proxies
  std::size_t header_limit = 16 * 1024;           // bytes
  std::size_t header_count = 100;                 // lines
  std::size_t target_limit = 8 * 1024;            // bytes of path and query
  std::size_t body_budget = 128 * 1024 * 1024;    // bytes of bodies in memory at once; more wait their turn
  std::chrono::milliseconds idle_time{60'000};    // between requests of one connection
  std::chrono::milliseconds header_time{10'000};  // first to last byte of a head
  std::chrono::milliseconds body_time{30'000};    // and one second more per 8 KiB
  std::chrono::milliseconds write_time{30'000};   // and one second more per 8 KiB
  std::chrono::milliseconds budget_time{30'000};  // waiting for room for the body
  std::chrono::milliseconds stop_time{30'000};    // stop() waits so long for requests in hand
  std::vector<std::string> trusted_proxies = {};  // "127.0.0.1", "10.0.0.0/8": X-Forwarded-* is believed
};

// HTTP/1.1 over TCP; TLS and HTTP/2 are the proxy's in front. The router must outlive the server.
class Server {
 public:
  // Listens at once; throws std::runtime_error naming the address when it is taken or not ours.
  Server(const Router& router, ServerOptions options);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  // From now on every answer ends its connection, so that clients and the proxy go elsewhere; new ones are
  // still served until stop().
  void drain();
  // Accepts no more, lets requests in hand finish (at most stop_time), returns. May be called twice.
  void stop();
  // For /metrics.
  std::size_t connections() const;
  std::size_t requests_in_hand() const;
  std::size_t waiting_for_worker() const;
  std::uint64_t refused_connections() const;  // since the start: there were too many
  std::uint64_t slow_heads() const;           // since the start: header_time passed

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace motcua::http
