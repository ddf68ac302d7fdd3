#include "http/body_budget.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace motcua::http {

namespace asio = boost::asio;

struct BodyBudget::Waiter {
  Waiter(const asio::any_io_executor& executor, std::size_t size) : timer(executor), bytes(size) {}
  asio::steady_timer timer;
  std::size_t bytes;
  bool granted = false;  // under the budget's mutex
};

BodyBudget::Share& BodyBudget::Share::operator=(Share&& other) noexcept {
  if (this != &other) {
    give_back();
    budget_ = other.budget_;
    bytes_ = other.bytes_;
    other.budget_ = nullptr;
  }
  return *this;
}

void BodyBudget::Share::give_back() {
  if (budget_ != nullptr) budget_->give_back(bytes_);
  budget_ = nullptr;
}

asio::awaitable<BodyBudget::Share> BodyBudget::take(std::size_t bytes, std::chrono::milliseconds patience) {
  bytes = std::min(bytes, total_);
  const auto executor = co_await asio::this_coro::executor;
  std::shared_ptr<Waiter> waiter;
  {
    const std::lock_guard lock(mutex_);
    if (waiters_.empty() && free_ >= bytes) {
      free_ -= bytes;
      co_return Share(*this, bytes);
    }
    waiter = std::make_shared<Waiter>(executor, bytes);
    waiter->timer.expires_after(patience);
    waiters_.push_back(waiter);
  }
  boost::system::error_code ignored;
  co_await waiter->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  const std::lock_guard lock(mutex_);
  if (waiter->granted) co_return Share(*this, bytes);
  waiters_.remove(waiter);
  grant_waiting();  // a smaller one may have stood behind it
  co_return Share();
}

void BodyBudget::give_back(std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  free_ += bytes;
  grant_waiting();
}

void BodyBudget::grant_waiting() {
  while (!waiters_.empty() && waiters_.front()->bytes <= free_) {
    auto waiter = std::move(waiters_.front());
    waiters_.pop_front();
    free_ -= waiter->bytes;
    waiter->granted = true;
    // On the waiter's own executor: a timer is not to be touched from another thread.
    asio::post(waiter->timer.get_executor(), [waiter] { waiter->timer.cancel(); });
  }
}

}  // namespace motcua::http
