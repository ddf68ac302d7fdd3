#include "load.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "http_talk.h"

namespace motcua::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Line {
  explicit Line(std::uint16_t port) : socket(port) {}
  Socket socket;
  std::string out, in;
  std::size_t sent = 0;
  Clock::time_point began;
  bool busy = false;
};

double cpu_of_this_thread() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

class Crowd {
 public:
  explicit Crowd(const Load& load) : load_(load), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
    lines_.reserve(load.connections);
    for (std::size_t i = 0; i < load.connections; ++i) {
      auto& line = lines_.emplace_back(load.port);
      ::fcntl(line.socket.file(), F_SETFL, O_NONBLOCK);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      ::epoll_ctl(poll_, EPOLL_CTL_ADD, line.socket.file(), &event);
    }
  }
  ~Crowd() { ::close(poll_); }

  Measured run() {
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < lines_.size(); ++i) send(i);
    turn_until(begin + load_.warm_up);
    measured_.before = answered_;
    load_.on_begin();
    const auto from = Clock::now();
    const double cpu = cpu_of_this_thread();
    measuring_ = true;
    turn_until(from + load_.measured);
    measuring_ = false;
    measured_.seconds = std::chrono::duration<double>(Clock::now() - from).count();
    measured_.client_cpu_seconds = cpu_of_this_thread() - cpu;
    load_.on_end();
    stopping_ = true;
    while (std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.busy; })) turn(1000);
    std::sort(measured_.micros.begin(), measured_.micros.end());
    return std::move(measured_);
  }

 private:
  void turn_until(Clock::time_point end) {
    while (Clock::now() < end) turn(20);
  }

  void turn(int wait_ms) {
    epoll_event events[64];
    const int count = ::epoll_wait(poll_, events, 64, wait_ms);
    for (int i = 0; i < count; ++i) receive(events[i].data.u64);
  }

  // The kernel's buffer takes a whole request: it is some kilobytes and the last one was read to its end.
  void send(std::size_t index) {
    Line& line = lines_[index];
    line.out = load_.next_request(index);
    line.in.clear();
    line.busy = true;
    line.began = Clock::now();
    const auto count = ::send(line.socket.file(), line.out.data(), line.out.size(), MSG_NOSIGNAL);
    if (count != static_cast<ssize_t>(line.out.size())) throw std::runtime_error("a request was not taken");
  }

  void receive(std::size_t index) {
    Line& line = lines_[index];
    char piece[16 * 1024];
    const auto count = ::recv(line.socket.file(), piece, sizeof piece, 0);
    if (count <= 0) throw std::runtime_error("the program closed a connection");
    line.in.append(piece, static_cast<std::size_t>(count));
    const auto measure = measure_answer(line.in);
    if (!measure || line.in.size() < measure->whole) return;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - line.began);
    line.busy = false;
    ++answered_;
    if (measure->status != load_.expected_status && measured_.refused++ == 0) measured_.refusal = line.in;
    if (measuring_ && measure->status == load_.expected_status) {
      measured_.micros.push_back(static_cast<std::uint32_t>(took.count()));
    }
    if (!stopping_) send(index);
  }

  const Load& load_;
  const int poll_;
  std::vector<Line> lines_;
  Measured measured_;
  std::size_t answered_ = 0;
  bool measuring_ = false;
  bool stopping_ = false;
};

}  // namespace

double Measured::percentile_ms(double share) const {
  if (micros.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1));
  return micros[at] / 1000.0;
}

Measured run(const Load& load) { return Crowd(load).run(); }

}  // namespace motcua::bench
