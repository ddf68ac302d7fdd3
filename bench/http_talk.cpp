#include "http_talk.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>

namespace motcua::bench {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::map<std::string, std::string> headers_of(std::string_view head) {
  std::map<std::string, std::string> headers;
  std::size_t at = head.find("\r\n");
  while (at != std::string_view::npos && at + 2 < head.size()) {
    const std::size_t begin = at + 2;
    at = head.find("\r\n", begin);
    const auto line = head.substr(begin, at - begin);
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos) headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
  }
  return headers;
}

std::size_t number_after(std::string_view text, std::string_view mark) {
  const auto at = text.find(mark);
  std::size_t number = 0;
  if (at == std::string_view::npos) return 0;
  const auto* begin = text.data() + at + mark.size();
  std::from_chars(begin, text.data() + text.size(), number);
  return number;
}

}  // namespace

Socket::Socket(std::uint16_t port) {
  file_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  if (file_ < 0 || ::connect(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error(fmt::format("cannot connect to port {} of this machine", port));
  }
  ::setsockopt(file_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Socket::~Socket() {
  if (file_ >= 0) ::close(file_);
}

std::optional<Measure> measure_answer(std::string_view buffer) {
  const auto end = buffer.find("\r\n\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  const auto head = buffer.substr(0, end + 2);
  Measure measure;
  measure.status = static_cast<int>(number_after(head, "HTTP/1.1 "));
  measure.head = end + 4;
  measure.whole = measure.head + number_after(head, "\r\nContent-Length: ");
  return measure;
}

std::string request_text(std::string_view method, std::string_view path, std::string_view headers,
                         std::string_view body, std::string_view media_type) {
  const std::string kind = body.empty() ? "" : fmt::format("Content-Type: {}\r\n", media_type);
  return fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n{}{}Content-Length: {}\r\n\r\n{}", method, path,
                     headers, kind, body.size(), body);
}

Answer Talk::ask(std::string_view method, std::string_view path, std::string_view headers,
                 std::string_view body) {
  const std::string text = request_text(method, path, headers, body);
  for (std::size_t sent = 0; sent < text.size();) {
    const auto count = ::send(socket_.file(), text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) throw std::runtime_error("the program closed the connection");
    sent += static_cast<std::size_t>(count);
  }
  std::string buffer;
  char piece[16 * 1024];
  for (;;) {
    const auto measure = measure_answer(buffer);
    if (measure && buffer.size() >= measure->whole) {
      return {measure->status, headers_of(std::string_view(buffer).substr(0, measure->head - 2)),
              buffer.substr(measure->head, measure->whole - measure->head)};
    }
    const auto count = ::recv(socket_.file(), piece, sizeof piece, 0);
    if (count <= 0) throw std::runtime_error("the program closed the connection");
    buffer.append(piece, static_cast<std::size_t>(count));
  }
}

}  // namespace motcua::bench
