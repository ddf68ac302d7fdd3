#include "http/server.h"

#include <fmt/format.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <thread>

#include "http/connection.h"
#include "http/rate_limits.h"

namespace motcua::http {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;

// The io_context stands last: it goes first, and with it coroutines that still name what stands above it.
struct Server::State {
  State(const Router& router, ServerOptions options)
      : shared(router, std::move(options)),
        io(shared.options.io_threads),
        acceptor(asio::make_strand(io)),  // accepting and stopping meet on several threads
        stay(asio::make_work_guard(io)) {}

  void listen();
  asio::awaitable<void> accept();
  void admit(Tcp::socket socket);
  std::string counted_peer(const Tcp::socket& socket) const;
  bool may_connect(const std::string& counted) const;  // with the mutex held
  void admit_if_memory_allows(Tcp::socket socket) noexcept;

  Shared shared;
  asio::io_context io;
  Tcp::acceptor acceptor;
  asio::executor_work_guard<asio::io_context::executor_type> stay;
  std::uint16_t port = 0;
  std::vector<std::thread> threads;
  std::mutex stop_mutex;
  bool stopped = false;
};

void Server::State::listen() {
  error_code error;
  const auto address = asio::ip::make_address(shared.options.address, error);
  const Tcp::endpoint endpoint(address, shared.options.port);
  if (!error) acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    throw std::runtime_error(fmt::format("cannot listen on {}:{}: {}. Choose another address or port.",
                                         shared.options.address, shared.options.port, error.message()));
  }
  port = acceptor.local_endpoint().port();
}

asio::awaitable<void> Server::State::accept() {
  while (!shared.stopping) {
    error_code error;
    auto socket = co_await acceptor.async_accept(asio::make_strand(io),
                                                 asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
      admit_if_memory_allows(std::move(socket));
    } else if (acceptor.is_open() && !shared.stopping) {
      // Out of file descriptors, most likely: trying again at once would only burn the processor.
      asio::steady_timer pause(io, std::chrono::milliseconds(100));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
  }
}

// An exception would end the loop that accepts, and with it the server's usefulness: this client is dropped.
void Server::State::admit_if_memory_allows(Tcp::socket socket) noexcept {
  try {
    admit(std::move(socket));
  } catch (const std::exception&) {
    ++shared.refused_connections;
  }
}

// What the other end counts as; nothing for this machine and the proxies that speak for others.
std::string Server::State::counted_peer(const Tcp::socket& socket) const {
  error_code gone;
  const auto remote = socket.remote_endpoint(gone);
  if (gone || remote.address().is_loopback()) return {};
  const auto address = remote.address().to_string();
  return shared.proxies.trusts(address) ? std::string() : counted_address(address);
}

bool Server::State::may_connect(const std::string& counted) const {
  const auto of = shared.addresses.find(counted);
  return of == shared.addresses.end() || of->second < shared.options.connections_per_address;
}

void Server::State::admit(Tcp::socket socket) {
  std::shared_ptr<Connection> connection;
  const auto counted = counted_peer(socket);
  {
    const std::lock_guard lock(shared.mutex);
    const bool room = shared.connections.size() < shared.options.max_connections && may_connect(counted);
    if (room && !shared.stopping) {
      if (!counted.empty()) ++shared.addresses[counted];
      connection = Connection::make(shared, std::move(socket));
      shared.connections.insert(connection);
    }
  }
  if (!connection) {
    ++shared.refused_connections;
    static constexpr std::string_view full =
        "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: "
        "5\r\n\r\n";
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(full.data(), full.size()), ignored);
    socket.shutdown(Tcp::socket::shutdown_send, ignored);
    return;
  }
  const auto forget = [this, connection, counted](std::exception_ptr) {
    const std::lock_guard lock(shared.mutex);
    if (const auto of = shared.addresses.find(counted); of != shared.addresses.end() && --of->second == 0) {
      shared.addresses.erase(of);
    }
    shared.connections.erase(connection);
    shared.changed.notify_all();
  };
  const auto executor = connection->executor();
  try {
    asio::co_spawn(
        executor, [connection] { return connection->run(); }, forget);
  } catch (...) {
    forget(nullptr);
    throw;
  }
}

Server::Server(const Router& router, ServerOptions options)
    : state_(std::make_unique<State>(router, std::move(options))) {
  state_->listen();
  // A server that no longer accepts is of no use: it ends, and is started again.
  asio::co_spawn(state_->acceptor.get_executor(), state_->accept(), [](std::exception_ptr failed) {
    if (failed) std::rethrow_exception(failed);
  });
  for (int i = 0; i < state_->shared.options.io_threads; ++i) {
    state_->threads.emplace_back([state = state_.get()] { state->io.run(); });
  }
}

Server::~Server() { stop(); }

void Server::drain() { state_->shared.draining = true; }

void Server::stop() {
  const std::lock_guard once(state_->stop_mutex);
  if (state_->stopped) return;
  state_->stopped = true;
  auto& shared = state_->shared;
  shared.stopping = true;
  asio::post(state_->acceptor.get_executor(), [state = state_.get()] {
    error_code ignored;
    state->acceptor.close(ignored);
  });
  const auto end_all = [&](bool also_busy, std::chrono::milliseconds patience) {
    std::unique_lock lock(shared.mutex);
    for (const auto& connection : shared.connections) connection->end(also_busy);
    return shared.changed.wait_for(lock, patience, [&] { return shared.connections.empty(); });
  };
  if (!end_all(false, shared.options.stop_time)) end_all(true, std::chrono::seconds(5));
  shared.workers.close();
  state_->stay.reset();
  state_->io.stop();
  for (auto& thread : state_->threads) thread.join();
  const std::lock_guard lock(shared.mutex);
  shared.connections.clear();  // sockets must go before their io_context
}

std::uint16_t Server::port() const { return state_->port; }

std::size_t Server::connections() const {
  const std::lock_guard lock(state_->shared.mutex);
  return state_->shared.connections.size();
}

std::size_t Server::requests_in_hand() const { return state_->shared.in_hand; }
std::uint64_t Server::refused_connections() const { return state_->shared.refused_connections; }
std::uint64_t Server::slow_heads() const { return state_->shared.slow_heads; }
std::size_t Server::waiting_for_worker() const { return state_->shared.workers.waiting(); }

}  // namespace motcua::http
