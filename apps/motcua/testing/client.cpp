#include "motcua/testing/client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace motcua::app {

std::string Answer::header(std::string_view name) const {
  const auto at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

Line::Line(int port, std::chrono::seconds patience)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval time{patience.count(), 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

Line::~Line() {
  if (socket_ >= 0) ::close(socket_);
}

Line::Line(Line&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), connected_(std::exchange(other.connected_, false)) {}

bool Line::send(std::string_view bytes) {
  while (connected_ && !bytes.empty()) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return connected_;
}

void Line::take_one() {
  char byte = 0;
  ::recv(socket_, &byte, 1, MSG_DONTWAIT);
}

Answer Line::answer() {
  std::string data;
  char buffer[65536];
  std::size_t end = std::string::npos, whole = 0;
  while (end == std::string::npos || data.size() < whole) {
    const ssize_t got = connected_ ? ::recv(socket_, buffer, sizeof buffer, 0) : 0;
    if (got <= 0) return {};
    data.append(buffer, static_cast<std::size_t>(got));
    if (end != std::string::npos) continue;
    end = data.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    const Answer head{0, data.substr(0, end), {}};
    const std::string length = head.header("Content-Length");
    whole = end + 4 + (length.empty() ? 0 : std::stoul(length));
  }
  return {std::stoi(data.substr(9)), data.substr(0, end), data.substr(end + 4)};
}

bool Line::was_closed() {
  char byte = 0;
  return !connected_ || ::recv(socket_, &byte, 1, 0) <= 0;
}

Answer ask(int port, const std::string& request) {
  Line line(port);
  line.send(request);
  return line.answer();
}

std::string text_of(const RequestText& request) {
  std::string text = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\n{}", request.method, request.path,
                                 request.keep ? "" : "Connection: close\r\n");
  if (request.method != "GET") text += fmt::format("Content-Length: {}\r\n", request.body.size());
  if (!request.type.empty()) text += "Content-Type: " + request.type + "\r\n";
  return text + request.headers + "\r\n" + request.body;
}

}  // namespace motcua::app
