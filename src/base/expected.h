#pragma once
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/check.h"
#include "base/problem.h"

namespace motcua {

// std::expected's member names for a compiler that lacks it (C++23). Use for what a person can cause or cure;
// a machine's failure is an exception, our own mistake a CHECK.
template <class E = Problems>
class Unexpected {
 public:
  explicit Unexpected(E error) : error_(std::move(error)) {}
  const E& error() const& { return error_; }
  E&& error() && { return std::move(error_); }

 private:
  E error_;
};

template <class T, class E = Problems>
class [[nodiscard]] Expected {
 public:
  using value_type = T;
  using error_type = E;

  Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Expected(Unexpected<E> u) : state_(std::in_place_index<1>, std::move(u).error()) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return checked(*this); }
  const T& value() const& { return checked(*this); }
  T&& value() && { return std::move(checked(*this)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const E& error() const& {
    CHECK(!has_value());
    return std::get<1>(state_);
  }
  E&& error() && {
    CHECK(!has_value());
    return std::get<1>(std::move(state_));
  }
  template <class U>
  T value_or(U&& other) const& {
    return has_value() ? std::get<0>(state_) : static_cast<T>(std::forward<U>(other));
  }

 private:
  template <class Self>
  static auto& checked(Self& self) {
    CHECK(self.has_value());
    return std::get<0>(self.state_);
  }
  std::variant<T, E> state_;
};

template <class E>
class [[nodiscard]] Expected<void, E> {
 public:
  using value_type = void;
  using error_type = E;

  Expected() = default;
  Expected(Unexpected<E> u) : error_(std::move(u).error()) {}
  bool has_value() const { return !error_; }
  explicit operator bool() const { return has_value(); }
  void value() const { CHECK(has_value()); }
  const E& error() const {
    CHECK(error_.has_value());
    return *error_;
  }

 private:
  std::optional<E> error_;
};

// One problem as the whole error: `return refuse("intake.unit_unknown", "/unit", {{"unit", code}});`
inline Unexpected<Problems> refuse(std::string code, std::string field = {},
                                   std::map<std::string, std::string> params = {}) {
  return Unexpected<Problems>(Problems{Problem{std::move(code), std::move(field), std::move(params)}});
}

inline Unexpected<Problems> refuse(Problems problems) {
  CHECK(!problems.empty());
  return Unexpected<Problems>(std::move(problems));
}

}  // namespace motcua
