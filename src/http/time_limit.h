#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>

namespace motcua::http {

// How long a connection may wait for what it waits for now. Its one timer is not set anew for each request:
// it wakes at times and looks whether the limit has moved on, so that moving it costs nothing. Belongs to the
// executor of its socket, like everything of a connection.
class TimeLimit : public std::enable_shared_from_this<TimeLimit> {
 public:
  explicit TimeLimit(boost::asio::ip::tcp::socket& socket) : socket_(socket), timer_(socket.get_executor()) {}

  // What the socket waits for from now on is given up after `time`; the socket stays open, for an answer.
  void allow(std::chrono::milliseconds time);
  // Whether the limit set last has passed.
  bool passed() const { return passed_; }
  // From now on the socket is left alone, and may go.
  void end();

 private:
  using Clock = std::chrono::steady_clock;
  void sleep();
  void look();

  boost::asio::ip::tcp::socket& socket_;
  boost::asio::steady_timer timer_;
  Clock::time_point limit_ = Clock::time_point::max(), wakes_ = Clock::time_point::max();
  bool passed_ = false;
  bool ended_ = false;
};

}  // namespace motcua::http
