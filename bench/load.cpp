#include "load.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace motcua::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds patience{30};
constexpr std::chrono::seconds later{1};

struct Line {
  std::unique_ptr<Socket> socket;
  std::string out, in;
  std::size_t wanted = 0;  // bytes of the answer, once its head is there
  Measure measure;
  Clock::time_point began, not_before;
  bool busy = false;
};

double cpu_of_this_thread() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

std::size_t most_connections(const Load& load) {
  std::size_t most = 0;
  for (const auto* phases : {&load.warm_up, &load.measured}) {
    for (const auto& phase : *phases) most = std::max(most, phase.connections);
  }
  return most;
}

class Crowd {
 public:
  explicit Crowd(const Load& load)
      : load_(load), poll_(::epoll_create1(EPOLL_CLOEXEC)), lines_(most_connections(load)) {}
  ~Crowd() { ::close(poll_); }

  Measured run() {
    for (const auto& phase : load_.warm_up) live(phase);
    load_.on_begin();
    from_ = Clock::now();
    const double cpu = cpu_of_this_thread();
    measuring_ = true;
    for (const auto& phase : load_.measured) live(phase);
    measuring_ = false;
    measured_.seconds = std::chrono::duration<double>(Clock::now() - from_).count();
    measured_.client_cpu_seconds = cpu_of_this_thread() - cpu;
    load_.on_end();
    active_ = 0;
    finish();
    std::sort(measured_.micros.begin(), measured_.micros.end());
    return std::move(measured_);
  }

 private:
  void live(const Phase& phase) {
    active_ = phase.connections;
    const auto end = Clock::now() + phase.length;
    if (load_.pace > 0) take_turns();
    while (Clock::now() < end) {
      wake();
      turn(load_.pace > 0 ? 1 : 20);
    }
  }

  // The connections follow each other at equal distances.
  void take_turns() {
    const auto now = Clock::now();
    for (std::size_t i = 0; i < active_; ++i) lines_[i].not_before = now + between() * i / active_;
  }

  // From one turn of a connection to its next.
  Clock::duration between() const {
    return std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(static_cast<double>(active_) / load_.pace));
  }

  void finish() {
    const auto end = Clock::now() + patience;
    while (std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.busy; })) {
      if (Clock::now() > end) throw std::runtime_error("an answer stayed out for half a minute");
      turn(100);
    }
  }

  // Those who have nothing to wait for and are not yet, or no longer, in conversation.
  void wake() {
    const auto now = Clock::now();
    for (std::size_t i = 0; i < active_; ++i) {
      if (!lines_[i].busy && lines_[i].not_before <= now) send(i);
    }
  }

  void turn(int wait_ms) {
    epoll_event events[64];
    const int count = ::epoll_wait(poll_, events, 64, wait_ms);
    for (int i = 0; i < count; ++i) receive(events[i].data.u64);
  }

  bool connect(std::size_t index) {
    Line& line = lines_[index];
    try {
      line.socket = std::make_unique<Socket>(load_.port);
    } catch (const std::runtime_error&) {
      if (!load_.may_be_busy) throw;
      broken(index);
      return false;
    }
    ::fcntl(line.socket->file(), F_SETFL, O_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = index;
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, line.socket->file(), &event);
    return true;
  }

  void broken(std::size_t index) {
    if (!load_.may_be_busy) throw std::runtime_error("the program closed a connection");
    Line& line = lines_[index];
    line.socket.reset();
    line.not_before = Clock::now() + later;
    if (line.busy) ++measured_.broken;
    line.busy = false;
  }

  // The kernel's buffer takes a whole request: it is some kilobytes and the last one was read to its end.
  void send(std::size_t index) {
    Line& line = lines_[index];
    if (line.socket == nullptr && !connect(index)) return;
    line.out = load_.next_request(index);
    line.in.clear();
    line.wanted = 0;
    line.busy = true;
    line.began = Clock::now();
    if (load_.pace > 0) {
      line.began = line.not_before;
      line.not_before += between();
    }
    const auto count = ::send(line.socket->file(), line.out.data(), line.out.size(), MSG_NOSIGNAL);
    if (count != static_cast<ssize_t>(line.out.size())) broken(index);
  }

  void receive(std::size_t index) {
    Line& line = lines_[index];
    if (line.socket == nullptr) return;
    char piece[64 * 1024];
    const auto count = ::recv(line.socket->file(), piece, sizeof piece, 0);
    if (count <= 0) return broken(index);
    line.in.append(piece, static_cast<std::size_t>(count));
    if (line.wanted == 0) {
      const auto measure = measure_answer(line.in);
      if (!measure) return;
      line.measure = *measure;
      line.wanted = measure->whole;
    }
    if (line.in.size() >= line.wanted) answered(index);
  }

  void answered(std::size_t index) {
    Line& line = lines_[index];
    const auto now = Clock::now();
    line.busy = false;
    const std::string_view text(line.in);
    if (line.measure.status == 503 && load_.may_be_busy) {
      if (text.find("\r\nRetry-After: ") < line.measure.head) ++measured_.busy;
      line.not_before = now + later;
      if (text.substr(0, line.measure.head).find("\r\nConnection: close") != std::string_view::npos) {
        line.socket.reset();
      }
      return;
    }
    const bool good = load_.on_answer(index, line.measure.status, text.substr(line.measure.head));
    if (!good && measured_.refused++ == 0) measured_.refusal = line.in;
    if (good && measuring_)
      count(now, std::chrono::duration_cast<std::chrono::microseconds>(now - line.began));
    if (index < active_ && load_.pace == 0) send(index);
  }

  void count(Clock::time_point now, std::chrono::microseconds took) {
    measured_.micros.push_back(static_cast<std::uint32_t>(took.count()));
    const auto tenth = static_cast<std::size_t>((now - from_) / std::chrono::milliseconds(100));
    if (measured_.by_tenth.size() <= tenth) measured_.by_tenth.resize(tenth + 1);
    ++measured_.by_tenth[tenth];
  }

  const Load& load_;
  const int poll_;
  std::vector<Line> lines_;
  std::size_t active_ = 0;
  Measured measured_;
  Clock::time_point from_;
  bool measuring_ = false;
};

}  // namespace

double Measured::percentile_ms(double share) const {
  if (micros.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1));
  return micros[at] / 1000.0;
}

Measured run(const Load& load) { return Crowd(load).run(); }

std::string_view text_after(std::string_view body, std::string_view mark) {
  const auto at = body.find(mark);
  if (at == std::string_view::npos) return {};
  const auto begin = at + mark.size();
  return body.substr(begin, body.find_first_of("\",}", begin) - begin);
}

}  // namespace motcua::bench
