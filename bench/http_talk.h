#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace motcua::bench {

// A socket to the program on this machine, given up when the object goes. Throws std::runtime_error.
class Socket {
 public:
  explicit Socket(std::uint16_t port);
  ~Socket();
  Socket(Socket&& other) noexcept : file_(other.file_) { other.file_ = -1; }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int file() const { return file_; }

 private:
  int file_ = -1;
};

struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case; the last of equal names
  std::string body;
};

// Status and length of the answer that `buffer` begins with; nothing while its head is incomplete.
struct Measure {
  int status = 0;
  std::size_t head = 0, whole = 0;  // bytes
};
std::optional<Measure> measure_answer(std::string_view buffer);

// A request as it goes over the line. `headers`: lines, each ending in "\r\n".
std::string request_text(std::string_view method, std::string_view path, std::string_view headers,
                         std::string_view body, std::string_view media_type = "application/json");

// One request after the other: for setting up, not for measuring.
class Talk {
 public:
  explicit Talk(std::uint16_t port) : socket_(port) {}
  Answer ask(std::string_view method, std::string_view path, std::string_view headers = "",
             std::string_view body = "");

 private:
  Socket socket_;
};

}  // namespace motcua::bench
