#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "http/router.h"

namespace motcua::app {

enum class LogFormat { json, logfmt };
enum class LogLevel { debug, info, warn, error };

struct LogOptions {
  LogFormat format = LogFormat::json;
  LogLevel level = LogLevel::info;  // lines below it are not written
};

// "json", "logfmt"; "debug", "info", "warn", "error"; nothing for other words.
std::optional<LogFormat> log_format(std::string_view text);
std::optional<LogLevel> log_level(std::string_view text);

// What happened, one line each, on stderr: for machines to read, naming no person. Each line begins with time
// (UTC), level and event. A reader that is too slow costs lines of requests, never a request its answer.
class Log {
 public:
  using Value = std::variant<std::string, std::int64_t>;
  using Fields = std::vector<std::pair<std::string_view, Value>>;
  // `sink` instead of stderr, for tests: one call a line, without its end.
  using Sink = std::function<void(std::string_view)>;
  Log(LogOptions options, const Clock& clock, Sink sink = nullptr);
  ~Log();  // writes what still waits
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // Empty texts are left out. Written before it returns.
  void write(LogLevel level, std::string_view event, const Fields& fields);
  // "request" for each answer, "incident" for each failure of ours. The router must not outlive this.
  void watch(http::Router& router);
  std::uint64_t dropped() const;

 private:
  struct Spd;
  std::string line(LogLevel level, std::string_view event, const Fields& fields) const;
  void request(const http::Access& access);

  const LogOptions options_;
  const Clock& clock_;
  std::unique_ptr<Spd> spd_;
};

// The message of a failure without what it may quote: a database names the values it refuses. Keeps the first
// line, plain words and short numbers; quoted pieces, long numbers and words beyond ASCII become "…".
std::string without_values(std::string_view what);

}  // namespace motcua::app
