// The one file that knows spdlog.
#include "motcua/log.h"

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "base/json.h"

namespace motcua::app {
namespace {

constexpr std::size_t waiting_lines = 8192;
constexpr std::size_t longest_message = 300;  // bytes

constexpr std::array<std::string_view, 4> level_names{"debug", "info", "warn", "error"};
std::string_view name_of(LogLevel level) { return level_names.at(static_cast<std::size_t>(level)); }

class ToFunction final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit ToFunction(Log::Sink sink) : sink_(std::move(sink)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    sink_({message.payload.data(), message.payload.size()});
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

std::string json_line(std::string_view time, LogLevel level, std::string_view event,
                      const Log::Fields& fields) {
  json::object line{{"time", time}, {"level", name_of(level)}, {"event", event}};
  for (const auto& [name, value] : fields) {
    std::visit([&line, &name = name](const auto& one) { line[name] = json::value_from(one); }, value);
  }
  return json::serialize(line);
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
  for (const auto& [name, value] : fields) line += fmt::format(" {}={}", name, logfmt_value(value));
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

// Lines of requests wait in a bounded queue, where the newest push out the oldest; all others go out at once,
// so that the last words before an end are never lost.
struct Log::Spd {
  explicit Spd(Log::Sink to) {
    spdlog::sink_ptr sink;
    if (to) {
      sink = std::make_shared<ToFunction>(std::move(to));
    } else {
      sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    }
    sink->set_pattern("%v");
    pool = std::make_shared<spdlog::details::thread_pool>(waiting_lines, 1);
    requests = std::make_shared<spdlog::async_logger>("requests", sink, pool,
                                                      spdlog::async_overflow_policy::overrun_oldest);
    events = std::make_shared<spdlog::logger>("events", sink);
    for (const auto& logger : {std::static_pointer_cast<spdlog::logger>(requests), events}) {
      logger->set_level(spdlog::level::trace);
      logger->set_error_handler([](const std::string&) {});  // nobody is left to tell
    }
  }
  std::shared_ptr<spdlog::details::thread_pool> pool;
  std::shared_ptr<spdlog::logger> requests, events;
};

Log::Log(LogOptions options, const Clock& clock, Sink sink)
    : options_(options), clock_(clock), spd_(std::make_unique<Spd>(std::move(sink))) {}
Log::~Log() = default;

std::string Log::line(LogLevel level, std::string_view event, const Fields& fields) const {
  Fields filled;
  for (const auto& field : fields) {
    const auto* text = std::get_if<std::string>(&field.second);
    if (text == nullptr || !text->empty()) filled.push_back(field);
  }
  const auto time = utc(clock_.now());
  switch (options_.format) {
    case LogFormat::json:
      return json_line(time, level, event, filled);
    case LogFormat::logfmt:
      return logfmt_line(time, level, event, filled);
  }
  return {};
}

void Log::write(LogLevel level, std::string_view event, const Fields& fields) {
  if (level < options_.level) return;
  spd_->events->log(spdlog::level::info, spdlog::string_view_t(line(level, event, fields)));
}

void Log::request(const http::Access& access) {
  const LogLevel level = level_of(access);
  if (level < options_.level) return;
  const auto text = line(level, "request",
                         {{"request", access.request_id},
                          {"method", std::string(http::name_of(access.method))},
                          {"route", access.pattern},
                          {"status", std::int64_t{access.status}},
                          {"microseconds", std::int64_t{access.took.count()}},
                          {"bytes", static_cast<std::int64_t>(access.bytes_out)},
                          {"problem", access.problem},
                          {"incident", access.incident}});
  spd_->requests->log(spdlog::level::info, spdlog::string_view_t(text));
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

std::uint64_t Log::dropped() const { return spd_->pool->overrun_counter(); }

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
