// The one file that knows spdlog.
#include "motcua/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/json.h"

namespace motcua::app {
namespace {

constexpr std::size_t most_waiting = 8192;
// Lines of requests go out together: waking a thread for each would cost more than many an answer.
constexpr std::chrono::milliseconds together{100};
constexpr std::size_t longest_message = 300;  // bytes

constexpr std::array<std::string_view, 4> level_names{"debug", "info", "warn", "error"};
std::string_view name_of(LogLevel level) { return level_names.at(static_cast<std::size_t>(level)); }

class ToFunction final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit ToFunction(Log::Sink sink) : sink_(std::move(sink)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    std::string_view lines(message.payload.data(), message.payload.size());
    for (auto end = lines.find('\n'); end != std::string_view::npos; end = lines.find('\n')) {
      sink_(lines.substr(0, end));
      lines.remove_prefix(end + 1);
    }
    sink_(lines);
  }
  void flush_() override {}
  Log::Sink sink_;
};

// Asked every few seconds by machines, or one of hundreds of files: worth a line only while someone looks for
// a fault.
bool is_frequent(std::string_view pattern) {
  return pattern == "/metrics" || pattern == "/livez" || pattern == "/readyz" || pattern == "/healthz" ||
         pattern.starts_with("/app/");
}

LogLevel level_of(const http::Access& access) {
  if (access.status >= 500 || access.status == 408 || access.status == 429) return LogLevel::warn;
  return is_frequent(access.pattern) ? LogLevel::debug : LogLevel::info;
}

// UTC: the lines of several machines can be laid side by side.
std::string utc(Instant now) {
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  auto text = format_iso(second, UtcOffset{std::chrono::minutes(0)});
  text.pop_back();  // the Z
  return fmt::format("{}.{:03}Z", text, (now - second).count());
}

bool is_empty(const Log::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr && text->empty();
}

std::string json_line(std::string_view time, LogLevel level, std::string_view event,
                      const Log::Fields& fields) {
  std::string line = R"({"time":)";
  append_canonical(line, time);
  line += R"(,"level":)";
  append_canonical(line, name_of(level));
  line += R"(,"event":)";
  append_canonical(line, event);
  for (const auto& [name, value] : fields) {
    if (is_empty(value)) continue;
    line += ',';
    append_canonical(line, name);
    line += ':';
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      line += std::to_string(*number);
    } else {
      append_canonical(line, std::string_view(std::get<std::string>(value)));
    }
  }
  return line += '}';
}

std::string logfmt_value(const Log::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *number);
  const auto& text = std::get<std::string>(value);
  const bool plain = std::none_of(text.begin(), text.end(), [](unsigned char c) {
    return c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f;
  });
  return plain && !text.empty() ? text : json::serialize(json::string(text));
}

std::string logfmt_line(std::string_view time, LogLevel level, std::string_view event,
                        const Log::Fields& fields) {
  std::string line = fmt::format("time={} level={} event={}", time, name_of(level), event);
  for (const auto& [name, value] : fields) {
    if (!is_empty(value)) line += fmt::format(" {}={}", name, logfmt_value(value));
  }
  return line;
}

}  // namespace

std::optional<LogFormat> log_format(std::string_view text) {
  if (text == "json") return LogFormat::json;
  if (text == "logfmt") return LogFormat::logfmt;
  return std::nullopt;
}

std::optional<LogLevel> log_level(std::string_view text) {
  const auto found = std::find(level_names.begin(), level_names.end(), text);
  if (found == level_names.end()) return std::nullopt;
  return static_cast<LogLevel>(found - level_names.begin());
}

// Lines of requests wait in a bounded queue, where the newest push out the oldest, for a thread that writes
// them out; all others go out at once, so that the last words before an end are never lost.
struct Log::Spd {
  explicit Spd(Log::Sink to) {
    spdlog::sink_ptr sink;
    if (to) {
      sink = std::make_shared<ToFunction>(std::move(to));
    } else {
      sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    }
    sink->set_pattern("%v");
    logger = std::make_shared<spdlog::logger>("log", sink);
    logger->set_level(spdlog::level::trace);
    logger->set_error_handler([](const std::string&) {});  // nobody is left to tell
    writer = std::thread([this] { write_waiting(); });
  }
  ~Spd() {
    {
      const std::lock_guard lock(mutex);
      ending = true;
    }
    wake.notify_one();
    writer.join();
  }
  Spd(const Spd&) = delete;
  Spd& operator=(const Spd&) = delete;

  void add(std::string line) {
    bool is_first = false;
    {
      const std::lock_guard lock(mutex);
      is_first = waiting.empty();
      if (waiting.size() == most_waiting) {
        waiting.pop_front();
        ++dropped;
      }
      waiting.push_back(std::move(line));
    }
    if (is_first) wake.notify_one();
  }

  void write_waiting() {
    for (;;) {
      std::deque<std::string> lines;
      {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return ending || !waiting.empty(); });
        wake.wait_for(lock, together, [this] { return ending; });
        if (waiting.empty()) return;
        lines.swap(waiting);
      }
      std::string all;
      for (const auto& line : lines) {
        if (!all.empty()) all += '\n';
        all += line;
      }
      logger->log(spdlog::level::info, spdlog::string_view_t(all));
    }
  }

  std::shared_ptr<spdlog::logger> logger;
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::string> waiting;  // under the mutex
  std::uint64_t dropped = 0;        // under the mutex
  bool ending = false;              // under the mutex
  std::thread writer;
};

Log::Log(LogOptions options, const Clock& clock, Sink sink)
    : options_(options), clock_(clock), spd_(std::make_unique<Spd>(std::move(sink))) {}
Log::~Log() = default;

std::string Log::line(LogLevel level, std::string_view event, const Fields& fields) const {
  const auto time = utc(clock_.now());
  switch (options_.format) {
    case LogFormat::json:
      return json_line(time, level, event, fields);
    case LogFormat::logfmt:
      return logfmt_line(time, level, event, fields);
  }
  return {};
}

void Log::write(LogLevel level, std::string_view event, const Fields& fields) {
  if (level < options_.level) return;
  spd_->logger->log(spdlog::level::info, spdlog::string_view_t(line(level, event, fields)));
}

void Log::request(const http::Access& access) {
  const LogLevel level = level_of(access);
  if (level < options_.level) return;
  spd_->add(line(level, "request",
                 {{"request", access.request_id},
                  {"method", std::string(http::name_of(access.method))},
                  {"route", access.pattern},
                  {"status", std::int64_t{access.status}},
                  {"microseconds", std::int64_t{access.took.count()}},
                  {"bytes", static_cast<std::int64_t>(access.bytes_out)},
                  {"problem", access.problem},
                  {"incident", access.incident}}));
}

// Patterns, never paths: a path may hold a code with its secret. Nobody is named.
void Log::watch(http::Router& router) {
  router.on_access([this](const http::Access& access) { request(access); });
  router.on_incident([this](const http::Incident& incident) {
    write(LogLevel::error, "incident",
          {{"incident", incident.id},
           {"request", incident.request_id},
           {"route", incident.pattern},
           {"kind", incident.kind},
           {"what", without_values(incident.what)}});
  });
}

std::uint64_t Log::dropped() const {
  const std::lock_guard lock(spd_->mutex);
  return spd_->dropped;
}

std::string without_values(std::string_view what) {
  constexpr std::string_view gone = "…";
  what = what.substr(0, what.find('\n'));
  std::string out;
  std::string word;
  const auto end_word = [&] {
    const auto digits = std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool foreign = std::any_of(word.begin(), word.end(), [](char c) { return (c & 0x80) != 0; });
    out += foreign || digits > 5 ? gone : std::string_view(word);
    word.clear();
  };
  for (std::size_t i = 0; i < what.size() && out.size() < longest_message; ++i) {
    const char c = what[i];
    const char closing = c == '(' ? ')' : c;
    const auto end = c == '"' || c == '\'' || c == '(' ? what.find(closing, i + 1) : std::string_view::npos;
    const bool apostrophe = c == '\'' && !word.empty();
    if (end != std::string_view::npos && !apostrophe) {
      end_word();
      out += c;
      out += gone;
      out += closing;
      i = end;
    } else if (c == ' ' || c == ',' || c == ':' || c == ';' || c == '=') {
      end_word();
      out += c;
    } else {
      word += c;
    }
  }
  end_word();
  return out;
}

}  // namespace motcua::app
