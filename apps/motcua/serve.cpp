#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <ostream>

#include "base/text.h"
#include "http/server.h"
#include "motcua/command_socket.h"
#include "motcua/commands.h"
#include "motcua/compose.h"

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

// Patterns, never paths: a path may hold a code with its secret. Nobody is named.
void log_to_stderr(http::Router& router) {
  const auto log = spdlog::stderr_logger_mt("motcua");
  log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  router.on_access([log](const http::Access& access) {
    if (access.status >= 500) {
      log->warn("{} {} {} {} µs", http::name_of(access.method), access.pattern, access.status,
                access.took.count());
    }
  });
  router.on_incident([log](const http::Incident& incident) {
    log->error("incident {} at {}: {}: {}", incident.id, incident.pattern, incident.kind, incident.what);
  });
}

// Blocked in every thread, so that only wait_for_stop sees them.
sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

int serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  const auto address = read_address(options.listen);
  if (!address) {
    err << "motcua: --listen wants ADDRESS:PORT, for example 127.0.0.1:8080\n";
    return 2;
  }
  const sigset_t stop = stop_signals();
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  SystemClock clock;
  SystemRandom random;
  ProgramOptions wanted;
  wanted.data = options.choice.data;
  wanted.database = options.choice.database;
  wanted.public_url = options.public_url.empty() ? "http://" + options.listen : options.public_url;
  wanted.web = options.web;
  wanted.secure_cookies = wanted.public_url.starts_with("https://");
  Program program(wanted, clock, random);
  log_to_stderr(program.mutable_router());

  http::ServerOptions limits;
  limits.address = address->host;
  limits.port = static_cast<std::uint16_t>(address->port);
  limits.trusted_proxies = options.trusted_proxies;
  http::Server server(program.router(), limits);
  program.metrics().add_figures([&server]() -> std::vector<std::pair<std::string, double>> {
    return {{"http_connections", static_cast<double>(server.connections())},
            {"http_requests_in_hand", static_cast<double>(server.requests_in_hand())},
            {"http_waiting_for_worker", static_cast<double>(server.waiting_for_worker())}};
  });
  CommandSocket socket(program, DataDirectory(options.choice.data).socket(), clock);
  out << fmt::format("Một Cửa: http://{}:{}/ · /app/\n", address->host, server.port()) << std::flush;

  int signal = 0;
  sigwait(&stop, &signal);
  out << "stopping: finishing what is in hand\n" << std::flush;
  server.stop();
  return 0;
}

}  // namespace motcua::app
