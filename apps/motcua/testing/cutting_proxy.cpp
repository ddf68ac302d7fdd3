#include "motcua/testing/cutting_proxy.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <set>
#include <stdexcept>

namespace motcua::app {
namespace {

sockaddr_un address_in(const std::string& directory) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = directory + "/.s.PGSQL.5432";
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("the path of the socket is too long");
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

bool send_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// Messages of the protocol as they become whole: one letter (but for the first of a client), four bytes of
// length, content.
class Messages {
 public:
  explicit Messages(bool first_is_bare) : bare_(first_is_bare) {}
  void add(std::string_view bytes) { text_ += bytes; }
  // "" when none is whole.
  std::string take() {
    const std::size_t head = bare_ ? 4 : 5;
    if (text_.size() < head) return {};
    std::uint32_t length = 0;
    std::memcpy(&length, text_.data() + head - 4, 4);
    const std::size_t whole = ntohl(length) + head - 4;
    if (text_.size() < whole) return {};
    std::string message = text_.substr(0, whole);
    text_.erase(0, whole);
    bare_ = false;
    return message;
  }

 private:
  bool bare_;
  std::string text_;
};

}  // namespace

// One connection of the program and its counterpart.
class CuttingProxy::Pair {
 public:
  Pair(CuttingProxy& proxy, int client) : proxy_(proxy), client_(client), thread_([this] { run(); }) {}
  ~Pair() {
    ::shutdown(client_, SHUT_RDWR);
    thread_.join();
    ::close(client_);
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

 private:
  void run() {
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_in(proxy_.server_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) carry(server);
    ::close(server);
    ::shutdown(client_, SHUT_RDWR);
  }

  void carry(int server) {
    Messages asked(true), answered(false);
    pollfd both[2] = {{client_, POLLIN, 0}, {server, POLLIN, 0}};
    char buffer[65536];
    while (::poll(both, 2, -1) > 0) {
      for (int from = 0; from < 2; ++from) {
        if (both[from].revents == 0) continue;
        const auto got = ::recv(both[from].fd, buffer, sizeof buffer, 0);
        if (got <= 0) return;
        Messages& messages = from == 0 ? asked : answered;
        messages.add({buffer, static_cast<std::size_t>(got)});
        for (std::string one = messages.take(); !one.empty(); one = messages.take()) {
          const bool commits =
              from == 0 ? asks_to_commit(one) : one.starts_with("C") && one.substr(5, 6) == "COMMIT";
          if (commits && proxy_.is_hit(from == 0 ? Cut::before_commit : Cut::after_commit)) return;
          if (!send_all(both[1 - from].fd, one)) return;
        }
      }
    }
  }

  // Q: a text. P: a name and a text. B: a portal and the name of what was prepared.
  bool asks_to_commit(const std::string& message) {
    const char* content = message.data() + 5;
    switch (message[0]) {
      case 'Q':
        return std::string_view(content).starts_with("COMMIT");
      case 'P':
        if (std::string_view(content + std::strlen(content) + 1).starts_with("COMMIT"))
          commits_.insert(content);
        return false;
      case 'B':
        return commits_.contains(content + std::strlen(content) + 1);
    }
    return false;
  }

  CuttingProxy& proxy_;
  const int client_;
  std::set<std::string> commits_;
  std::thread thread_;
};

CuttingProxy::CuttingProxy(std::string directory, std::string server)
    : directory_(std::move(directory)), server_(std::move(server)) {
  std::filesystem::create_directories(directory_);
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = address_in(directory_);
  ::unlink(address.sun_path);
  if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_, 100) != 0) {
    throw std::runtime_error("the proxy cannot listen in " + directory_);
  }
  thread_ = std::thread([this] { listen(); });
}

CuttingProxy::~CuttingProxy() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  pairs_.clear();
  ::close(listener_);
}

void CuttingProxy::listen() {
  while (!stopping_) {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    pairs_.push_back(std::make_unique<Pair>(*this, client));
  }
}

void CuttingProxy::cut_next(Cut where, int passed) {
  where_ = where;
  armed_ = passed;
}

bool CuttingProxy::is_hit(Cut where) {
  if (where != where_ || armed_ < 0) return false;
  return armed_-- == 0;
}

}  // namespace motcua::app
