#include "http/metrics.h"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>

namespace motcua::http {

namespace {

std::string escaped(std::string_view label) {
  std::string out;
  for (const char c : label) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Response plain_text(std::string text, int status, std::string type) {
  Response response{.status = status, .body = std::move(text)};
  response.with("Content-Type", std::move(type)).with("Cache-Control", "no-store");
  return response;
}

}  // namespace

void Metrics::observe(const Access& access) {
  const double seconds = std::chrono::duration<double>(access.took).count();
  const auto bucket =
      static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin());
  const std::lock_guard lock(mutex_);
  const Door door{access.pattern, access.method};
  ++requests_[{door, access.status}];
  auto& times = times_[door];
  ++times.counts[bucket];
  times.sum += seconds;
}

void Metrics::add_figures(Figures figures) {
  const std::lock_guard lock(mutex_);
  figures_.push_back(std::move(figures));
}

std::string Metrics::text() const {
  std::string out;
  const auto put = std::back_inserter(out);
  std::vector<Figures> figures;
  {
    const std::lock_guard lock(mutex_);
    figures = figures_;
    out +=
        "# HELP motcua_http_requests_total Requests answered.\n# TYPE motcua_http_requests_total counter\n";
    for (const auto& [key, count] : requests_) {
      const auto& [door, status] = key;
      fmt::format_to(put, "motcua_http_requests_total{{pattern=\"{}\",method=\"{}\",status=\"{}\"}} {}\n",
                     escaped(door.first), name_of(door.second), status, count);
    }
    out +=
        "# HELP motcua_http_request_seconds Time to answer.\n# TYPE motcua_http_request_seconds histogram\n";
    for (const auto& [door, times] : times_) {
      const auto labels =
          fmt::format("pattern=\"{}\",method=\"{}\"", escaped(door.first), name_of(door.second));
      std::uint64_t total = 0;
      for (std::size_t i = 0; i <= bounds.size(); ++i) {
        total += times.counts[i];
        const auto bound = i < bounds.size() ? fmt::format("{}", bounds[i]) : "+Inf";
        fmt::format_to(put, "motcua_http_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, bound, total);
      }
      fmt::format_to(put, "motcua_http_request_seconds_sum{{{}}} {}\n", labels, times.sum);
      fmt::format_to(put, "motcua_http_request_seconds_count{{{}}} {}\n", labels, total);
    }
  }
  // Without the lock: a callback may take its time or ask for a lock of its own.
  for (const auto& source : figures) {
    for (const auto& [name, value] : source()) {
      CHECK(is_name(name));
      fmt::format_to(put, "# TYPE motcua_{} gauge\nmotcua_{} {}\n", name, name, value);
    }
  }
  return out;
}

void add_metrics_routes(Router& router, Metrics& metrics, std::function<std::string()> unwell,
                        std::string access) {
  router.on_access([&metrics](const Access& one) { metrics.observe(one); });
  Route figures{.method = Method::get,
                .path = "/metrics",
                .access = access,
                .summary = "Figures for Prometheus.",
                .handler = [&metrics](const Request&) {
                  return plain_text(metrics.text(), 200, "text/plain; version=0.0.4; charset=utf-8");
                }};
  figures.produces = "text/plain";
  router.add(std::move(figures));
  Route health{.method = Method::get,
               .path = "/healthz",
               .access = std::move(access),
               .summary = "Whether the program can serve.",
               .handler = [unwell = std::move(unwell)](const Request&) {
                 auto what = unwell();
                 const int status = what.empty() ? 200 : 503;
                 return plain_text(what.empty() ? "ok\n" : what + "\n", status, "text/plain; charset=utf-8");
               }};
  health.produces = "text/plain";
  router.add(std::move(health));
}

}  // namespace motcua::http
