#pragma once
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "http/body_budget.h"
#include "http/proxy_list.h"
#include "http/server.h"
#include "http/worker_pool.h"

namespace motcua::http {

class Connection;

// What all connections of one server share.
struct Shared {
  Shared(const Router& the_router, ServerOptions the_options)
      : router(the_router),
        options(std::move(the_options)),
        proxies(options.trusted_proxies),
        budget(options.body_budget),
        workers(options.worker_threads, options.queue) {}

  const Router& router;
  const ServerOptions options;
  const ProxyList proxies;
  BodyBudget budget;
  WorkerPool workers;
  std::atomic<bool> stopping{false};
  std::atomic<bool> draining{false};  // each answer ends its connection
  std::atomic<std::uint64_t> refused_connections{0};
  std::atomic<std::uint64_t> slow_heads{0};
  std::atomic<std::size_t> in_hand{0};
  std::atomic<int> answering{0};  // threads of io that answer a quick request themselves
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::string, std::size_t> addresses;       // connections of each; under the mutex
  std::set<std::shared_ptr<Connection>> connections;  // under the mutex
};

// A place among the threads that read and write, to answer on one of them. One is always left to the others,
// however long a quick answer takes against all expectation.
class PlaceHere {
 public:
  explicit PlaceHere(Shared& shared)
      : shared_(shared), taken_(++shared.answering < shared.options.io_threads) {}
  ~PlaceHere() { --shared_.answering; }
  PlaceHere(const PlaceHere&) = delete;
  PlaceHere& operator=(const PlaceHere&) = delete;
  bool taken() const { return taken_; }

 private:
  Shared& shared_;
  const bool taken_;
};

// One client's connection: its requests one after the other, in order, until either side has enough.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  static std::shared_ptr<Connection> make(Shared& shared, boost::asio::ip::tcp::socket socket);
  virtual ~Connection() = default;
  virtual boost::asio::any_io_executor executor() = 0;
  virtual boost::asio::awaitable<void> run() = 0;
  // From any thread: ends the connection at once (`also_busy`) or only when it waits for a request.
  virtual void end(bool also_busy) = 0;
};

}  // namespace motcua::http
