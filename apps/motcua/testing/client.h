#pragma once
// For tests only: HTTP by hand, so that a request can be cut, held back or sent twice.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace motcua::app {

struct Answer {
  int status = 0;  // 0: the line broke before the answer was whole
  std::string head, body;
  std::string header(std::string_view name) const;  // "" when absent
};

// One connection to this machine.
class Line {
 public:
  explicit Line(int port, std::chrono::seconds patience = std::chrono::seconds(120));
  ~Line();
  Line(Line&& other) noexcept;
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  bool connected() const { return connected_; }
  // As much as the other side takes; false when it has gone.
  bool send(std::string_view bytes);
  // One byte of an answer and no more: a reader that is slow.
  void take_one();
  Answer answer();
  // Nothing more comes, and nothing was waiting to be read.
  bool was_closed();
  int socket() const { return socket_; }

 private:
  int socket_ = -1;
  bool connected_ = false;
};

// One request on a connection of its own.
Answer ask(int port, const std::string& request);

struct RequestText {
  std::string method = "GET", path;
  std::string headers = {};  // each ended by \r\n
  std::string type = {}, body = {};
  bool keep = false;  // the connection
};
std::string text_of(const RequestText& request);

}  // namespace motcua::app
