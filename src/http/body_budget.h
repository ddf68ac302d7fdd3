#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>

namespace motcua::http {

// Bytes of request bodies that may be in memory at once, handed out in the order of asking.
class BodyBudget {
 public:
  explicit BodyBudget(std::size_t total) : total_(total), free_(total) {}

  // Gives its bytes back when it goes.
  class Share {
   public:
    Share() = default;
    Share(BodyBudget& budget, std::size_t bytes) : budget_(&budget), bytes_(bytes) {}
    Share(Share&& other) noexcept : budget_(other.budget_), bytes_(other.bytes_) { other.budget_ = nullptr; }
    Share& operator=(Share&& other) noexcept;
    ~Share() { give_back(); }
    explicit operator bool() const { return budget_ != nullptr; }

   private:
    void give_back();
    BodyBudget* budget_ = nullptr;
    std::size_t bytes_ = 0;
  };

  // An empty share when there is still no room after `patience`. More than the total counts as the total.
  boost::asio::awaitable<Share> take(std::size_t bytes, std::chrono::milliseconds patience);

 private:
  struct Waiter;
  void give_back(std::size_t bytes);
  void grant_waiting();  // with the mutex held

  const std::size_t total_;
  std::mutex mutex_;
  std::size_t free_;
  std::list<std::shared_ptr<Waiter>> waiters_;
};

}  // namespace motcua::http
