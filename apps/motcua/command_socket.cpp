#include "motcua/command_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <stdexcept>

#include "base/text.h"
#include "motcua/import_catalogue.h"

namespace motcua::app {
namespace {

constexpr std::size_t largest_request = 256UL * 1024 * 1024;  // bytes; the national catalogue is about 30 MB

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    throw std::runtime_error(path + ": the path is too long for a socket");
  path.copy(address.sun_path, path.size());
  return address;
}

bool send_all(int socket, std::string_view data) {
  while (!data.empty()) {
    const ssize_t sent = ::send(socket, data.data(), data.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    data.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string receive_all(int socket) {
  std::string data;
  char buffer[65536];
  for (ssize_t got = 0;
       data.size() < largest_request && (got = ::recv(socket, buffer, sizeof buffer, 0)) > 0;) {
    data.append(buffer, static_cast<std::size_t>(got));
  }
  return data;
}

Handed import_into(Program& program, const Clock& clock, const std::string& options,
                   const std::string& file) {
  const bool json = options.find("json") != std::string::npos;
  const Language language = options.find("en") != std::string::npos ? Language::en : Language::vi;
  const Instant now = clock.now();
  const auto report = catalogue::import_records(program.store(), file, local_date(now), now);
  if (!report) {
    return {1, json ? pretty_json(import_refusal_json(report.error(), language)) + "\n"
                    : import_refusal_text(report.error(), language)};
  }
  program.reload_catalogue();
  return {0, json ? pretty_json(import_report_json(*report)) + "\n" : import_report_text(*report, language)};
}

}  // namespace

CommandSocket::CommandSocket(Program& program, std::string path, const Clock& clock)
    : program_(program), path_(std::move(path)), clock_(clock) {
  const sockaddr_un address = address_of(path_);
  if (hand_to_server(path_, "", "")) return;  // several servers on one PostgreSQL: the first one listens
  ::unlink(path_.c_str());                    // of a server that was killed
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool listening =
      listener_ >= 0 && ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
      ::chmod(path_.c_str(), S_IRUSR | S_IWUSR) == 0 && ::listen(listener_, 4) == 0;
  if (!listening) throw std::runtime_error("cannot listen on " + path_);
  thread_ = std::thread([this] { run(); });
}

CommandSocket::~CommandSocket() {
  if (listener_ < 0) return;
  stopping_ = true;
  thread_.join();
  ::close(listener_);
  ::unlink(path_.c_str());
}

void CommandSocket::run() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, 200) <= 0) continue;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    const timeval patience{30, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    answer(connection);
    ::close(connection);
  }
}

void CommandSocket::answer(int connection) {
  const std::string request = receive_all(connection);
  const std::size_t end = std::min(request.find('\n'), request.size());
  const std::string head = request.substr(0, end);
  Handed done{2, "motcua: the server does not know this command\n"};
  try {
    if (head.starts_with("import-catalogue") && end < request.size()) {
      done = import_into(program_, clock_, head.substr(16), request.substr(end + 1));
    }
  } catch (const std::exception& failed) {
    done = {1, fmt::format("motcua: nothing was imported: {}\n", failed.what())};
  }
  send_all(connection, fmt::format("{}\n{}", done.exit_code, done.text));
}

std::optional<Handed> hand_to_server(const std::string& path, const std::string& command,
                                     const std::string& content) {
  const sockaddr_un address = address_of(path);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    if (socket >= 0) ::close(socket);
    return std::nullopt;
  }
  std::string answer;
  if (send_all(socket, command + "\n") && send_all(socket, content)) {
    ::shutdown(socket, SHUT_WR);
    answer = receive_all(socket);
  }
  ::close(socket);
  const std::size_t end = answer.find('\n');
  const auto code = end == std::string::npos ? std::nullopt : parse_integer(answer.substr(0, end));
  if (!code) return Handed{1, "motcua: the server broke off; see its log, then run verify\n"};
  return Handed{static_cast<int>(*code), answer.substr(end + 1)};
}

}  // namespace motcua::app
