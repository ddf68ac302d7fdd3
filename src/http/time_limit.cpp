#include "http/time_limit.h"

#include <algorithm>
#include <new>

namespace motcua::http {

namespace {
// How long the timer sleeps at most where the limit is further away.
constexpr std::chrono::seconds longest_sleep{5};
constexpr std::chrono::seconds before_again{1};
}  // namespace

void TimeLimit::allow(std::chrono::milliseconds time) {
  passed_ = false;
  limit_ = Clock::now() + time;
  if (limit_ < wakes_) sleep();
}

void TimeLimit::end() {
  ended_ = true;
  timer_.cancel();
}

void TimeLimit::sleep() {
  wakes_ = std::min(limit_, Clock::now() + longest_sleep);
  timer_.expires_at(wakes_);
  timer_.async_wait([self = shared_from_this(), this](boost::system::error_code stopped) {
    if (!ended_ && !stopped) look();
  });
}

// Again and again: what began in the same moment was not there to be given up the first time.
void TimeLimit::look() {
  boost::system::error_code ignored;
  try {
    if (Clock::now() >= limit_) {
      passed_ = true;
      limit_ = Clock::now() + before_again;
      socket_.cancel(ignored);
    }
    sleep();
  } catch (const std::bad_alloc&) {
    socket_.close(ignored);  // nobody would watch it any more
  }
}

}  // namespace motcua::http
