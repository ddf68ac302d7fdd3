#include <malloc.h>

#include <algorithm>
#include <csignal>
#include <ostream>
#include <thread>

#include "base/text.h"
#include "http/server.h"
#include "motcua/command_socket.h"
#include "motcua/commands.h"
#include "motcua/compose.h"
#include "motcua/log.h"
#include "motcua/notify.h"
#include "motcua/open_files.h"

namespace motcua::app {
namespace {

struct Address {
  std::string host;
  int port = 0;
};

std::optional<Address> read_address(const std::string& listen) {
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  const auto port = parse_integer(listen.substr(colon + 1));
  if (!port || *port < 0 || *port > 65535) return std::nullopt;
  return Address{listen.substr(0, colon), static_cast<int>(*port)};
}

// The C library would give up to eight heaps to a core, each of which keeps what its largest answer once
// needed: 266 MiB at 100,000 dossiers, and 143 with two, which costs nothing else but a tenth of the searches
// at full load.
void share_heaps() {
  mallopt(M_ARENA_MAX, 2 * static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
}

// Blocked in every thread, so that only wait_for_stop sees them.
sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

ProgramOptions program_options(const ServeOptions& options) {
  ProgramOptions wanted;
  wanted.data = options.choice.data;
  wanted.database = options.choice.database;
  wanted.public_url = options.public_url.empty() ? "http://" + options.listen : options.public_url;
  wanted.web = options.web;
  wanted.limits = options.limits;
  wanted.readers = options.readers;
  wanted.writers = options.writers;
  wanted.secure_cookies = wanted.public_url.starts_with("https://");
  wanted.metrics_apart = !options.metrics_listen.empty();
  wanted.disk_floor = std::uint64_t{options.disk_floor_mb} * 1'000'000;
  return wanted;
}

http::ServerOptions server_options(const ServeOptions& options, const Address& address) {
  http::ServerOptions limits;
  limits.address = address.host;
  limits.port = static_cast<std::uint16_t>(address.port);
  // One for each core while another is left to read and write, see ServerOptions.
  limits.io_threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U)) + 2;
  limits.max_connections = prepare_for_connections(limits.max_connections);
  limits.trusted_proxies = options.trusted_proxies;
  return limits;
}

std::vector<std::pair<std::string, double>> figures_of(const http::Server& server) {
  return {{"http_connections", static_cast<double>(server.connections())},
          {"http_requests_in_hand", static_cast<double>(server.requests_in_hand())},
          {"http_waiting_for_worker", static_cast<double>(server.waiting_for_worker())},
          {"http_connections_refused_total", static_cast<double>(server.refused_connections())},
          {"http_slow_heads_total", static_cast<double>(server.slow_heads())}};
}

// A listener of its own for those who watch: it has its own threads, so that a probe is answered while all
// others are busy, and the proxy in front knows nothing of it.
class Watchers {
 public:
  Watchers(Program& program, const Address& address) {
    http::add_metrics_route(router_, program.metrics(), http::Audience::anyone);
    http::add_health_routes(router_, [&program] { return program.readiness().unwell(); });
    http::ServerOptions limits;
    limits.address = address.host;
    limits.port = static_cast<std::uint16_t>(address.port);
    limits.worker_threads = 2;
    limits.queue = 64;
    limits.max_connections = 64;
    server_.emplace(router_, limits);
  }
  std::uint16_t port() const { return server_->port(); }

 private:
  http::Router router_;
  std::optional<http::Server> server_;
};

// Says first that it will end, so that whoever chooses between several processes takes another, and goes on
// answering for a while; a second signal cuts that short.
void wait_for_end(const sigset_t& stop, const ServeOptions& options, Program& program, http::Server& server,
                  Log& log) {
  int signal = 0;
  sigwait(&stop, &signal);
  program.readiness().drain();
  server.drain();
  notify_service_manager("STOPPING=1");
  log.write(LogLevel::info, "stopping", {{"drain_seconds", std::int64_t{options.drain_seconds}}});
  const timespec patience{static_cast<time_t>(options.drain_seconds), 0};
  if (options.drain_seconds > 0) sigtimedwait(&stop, nullptr, &patience);
}

}  // namespace

int serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  const auto address = read_address(options.listen);
  const auto watchers_address =
      options.metrics_listen.empty() ? address : read_address(options.metrics_listen);
  if (!address || !watchers_address) {
    err << fmt::format("motcua: --{} wants ADDRESS:PORT, for example 127.0.0.1:8080\n",
                       address ? "metrics-listen" : "listen");
    return 2;
  }
  share_heaps();
  const sigset_t stop = stop_signals();
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);

  SystemClock clock;
  SystemRandom random;
  Log log({log_format(options.log_format).value_or(LogFormat::json),
           log_level(options.log_level).value_or(LogLevel::info)},
          clock);
  log.write(LogLevel::info, "start", {{"version", program_version}});
  Program program(program_options(options), clock, random);
  log.watch(program.mutable_router());
  http::Server server(program.router(), server_options(options, *address));
  program.metrics().add_figures([&server] { return figures_of(server); });
  program.metrics().add_figures([&log]() -> std::vector<std::pair<std::string, double>> {
    return {{"log_lines_dropped_total", static_cast<double>(log.dropped())}};
  });
  std::optional<Watchers> watchers;
  if (!options.metrics_listen.empty()) watchers.emplace(program, *watchers_address);
  program.jobs().on_failure([&log](const std::string& job, const std::string& what) {
    log.write(LogLevel::error, "job", {{"job", job}, {"what", without_values(what)}});
  });
  program.jobs().start();
  CommandSocket socket(program, DataDirectory(options.choice.data).socket(), clock);
  out << fmt::format("Một Cửa: http://{}:{}/ · /app/\n", address->host, server.port());
  if (watchers) out << fmt::format("/metrics: http://{}:{}/\n", watchers_address->host, watchers->port());
  out << std::flush;
  log.write(LogLevel::info, "ready",
            {{"engine", program.store().engine() == store::Engine::sqlite ? "sqlite" : "postgres"},
             {"port", std::int64_t{server.port()}}});
  if (options.trusted_proxies.empty() && options.public_url.starts_with("https://")) {
    log.write(
        LogLevel::warn, "config",
        {{"what", "public-url is https but no proxy is trusted: all callers have the proxy's address"}});
  }
  notify_service_manager("READY=1");

  wait_for_end(stop, options, program, server, log);
  server.stop();
  program.jobs().stop();
  log.write(LogLevel::info, "stopped", {});
  return 0;
}

}  // namespace motcua::app
