#include "http/metrics.h"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>

#include "base/resource.h"
#include "base/table.h"

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

// Refused so that the rest can be served: too busy, too many, too large, too slow.
bool is_shed(int status) { return status == 408 || status == 413 || status == 429 || status == 503; }

std::string prefixed(std::string_view name) {
  return (name.starts_with("process_") ? "" : "motcua_") + std::string(name);
}

Response plain_text(std::string text, int status, std::string type) {
  Response response{.status = status, .body = std::move(text)};
  response.with("Content-Type", std::move(type)).with("Cache-Control", "no-store");
  return response;
}

void add_health_route(Router& router, std::string path, std::string summary,
                      std::function<std::string()> unwell) {
  Route route = head(Method::get, std::move(path), "public", std::move(summary));
  route.produces = "text/plain";
  route.handler = [unwell = std::move(unwell)](const Request&) {
    const auto what = unwell();
    return plain_text(what.empty() ? "ok\n" : what + "\n", what.empty() ? 200 : 503,
                      "text/plain; charset=utf-8");
  };
  router.add(std::move(route));
}

}  // namespace

Metrics::Metrics() {
  const auto table = read_tsv(resource("metrics/figures.tsv"));
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    descriptions_[table.at(i, "name")] = {table.at(i, "type"), table.at(i, "help")};
}

void Metrics::observe(const Access& access) {
  const Door door{access.pattern, access.method};
  const double seconds = std::chrono::duration<double>(access.took).count();
  const std::lock_guard lock(mutex_);
  ++requests_[{door, access.status}];
  auto times = times_.find(door);
  if (times == times_.end()) {
    times = times_
                .try_emplace(door, std::vector<double>{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
                                                       0.5, 1, 2.5, 10})
                .first;
  }
  times->second.observe(seconds);
  if (is_shed(access.status)) ++sheds_[access.problem.empty() ? "other" : access.problem];
}

void Metrics::add_figures(Figures figures) {
  const std::lock_guard lock(mutex_);
  figures_.push_back(std::move(figures));
}

std::vector<std::pair<std::string, double>> Metrics::own_figures() const {
  std::vector<std::pair<std::string, double>> figures;
  const auto labels = [](const Door& door) {
    return fmt::format("pattern=\"{}\",method=\"{}\"", escaped(door.first), name_of(door.second));
  };
  const std::lock_guard lock(mutex_);
  for (const auto& [key, count] : requests_) {
    figures.emplace_back(
        fmt::format("http_requests_total{{{},status=\"{}\"}}", labels(key.first), key.second),
        static_cast<double>(count));
  }
  for (const auto& [door, times] : times_) times.append("http_request_seconds", figures, labels(door));
  for (const auto& [reason, count] : sheds_) {
    figures.emplace_back(fmt::format("http_sheds_total{{reason=\"{}\"}}", escaped(reason)),
                         static_cast<double>(count));
  }
  return figures;
}

// The name of the table's row: without labels, and without what a histogram adds.
std::string Metrics::family_of(std::string_view name) const {
  const auto bare = name.substr(0, name.find('{'));
  for (const std::string_view end : {"_bucket", "_sum", "_count"}) {
    if (!bare.ends_with(end)) continue;
    const auto found = descriptions_.find(bare.substr(0, bare.size() - end.size()));
    if (found != descriptions_.end() && found->second.type == "histogram") return found->first;
  }
  return std::string(bare);
}

std::string Metrics::text() const {
  std::vector<Figures> sources;
  {
    const std::lock_guard lock(mutex_);
    sources = figures_;
  }
  // Without the lock: a callback may take its time or ask for a lock of its own.
  auto figures = own_figures();
  for (const auto& source : sources) {
    for (auto& figure : source()) figures.push_back(std::move(figure));
  }
  // All lines of a family stand together, whoever supplied them.
  std::map<std::string, std::string> families;
  for (const auto& [name, value] : figures) {
    const auto family = family_of(name);
    CHECK(is_name(family));
    fmt::format_to(std::back_inserter(families[family]), "{} {}\n", prefixed(name), value);
  }
  std::string out;
  for (const auto& [family, lines] : families) {
    const auto found = descriptions_.find(family);
    if (found != descriptions_.end())
      out += fmt::format("# HELP {} {}\n", prefixed(family), found->second.help);
    out += fmt::format("# TYPE {} {}\n", prefixed(family),
                       found == descriptions_.end() ? "untyped" : found->second.type);
    out += lines;
  }
  return out;
}

void watch(Router& router, Metrics& metrics) {
  router.on_access([&metrics](const Access& one) { metrics.observe(one); });
}

void add_metrics_route(Router& router, Metrics& metrics, Audience audience) {
  Route route = head(Method::get, "/metrics", "public", "Figures for Prometheus.");
  route.produces = "text/plain";
  router.add(file_route(std::move(route), [&metrics, audience](const Request& request) -> Expected<Response> {
    if (audience == Audience::this_machine && !request.local) return refuse("http.not_found");
    return plain_text(metrics.text(), 200, "text/plain; version=0.0.4; charset=utf-8");
  }));
}

void add_health_routes(Router& router, std::function<std::string()> unwell) {
  add_health_route(router, "/livez", "Whether the program answers.", [] { return std::string(); });
  add_health_route(router, "/readyz", "Whether the program can serve.", unwell);
  add_health_route(router, "/healthz", "The older name of /readyz.", unwell);
}

}  // namespace motcua::http
