#include "targets.h"

#include <fmt/format.h>

namespace motcua::bench {
namespace {

const json::object* figure_of(const json::object& piece, std::string_view scenario) {
  for (const auto& each : piece.at("figures").as_array()) {
    if (text_in(each.as_object(), "scenario") == scenario) return &each.as_object();
  }
  return nullptr;
}

std::string place_of(const json::object& piece) {
  return fmt::format("{}, {:.0f} dossiers", text_in(piece, "engine"), number_in(piece, "size"));
}

class Verdicts {
 public:
  // A lower bound; `value` is what was measured.
  void at_least(const json::object& piece, std::string_view what, double value, double bound) {
    put(piece, what, value, ">=", bound, value >= bound);
  }
  void at_most(const json::object& piece, std::string_view what, double value, double bound) {
    put(piece, what, value, "<=", bound, value <= bound);
  }
  std::string text;

 private:
  void put(const json::object& piece, std::string_view what, double value, std::string_view sign,
           double bound, bool reached) {
    text += fmt::format("- {}: {} ({}): {:.4g}, wanted {} {:.4g}\n", reached ? "reached" : "**NOT reached**",
                        what, place_of(piece), value, sign == "<=" ? "≤" : "≥", bound);
  }
};

void ratio(Verdicts& verdicts, const json::object& piece, std::string_view scenario, double bound) {
  const auto* figure = figure_of(piece, scenario);
  if (figure == nullptr || number_in(*figure, "floor") == 0) return;
  verdicts.at_least(piece, fmt::format("{} against its floor", scenario),
                    number_in(*figure, "per_second") / number_in(*figure, "floor"), bound);
}

// Of what was also measured at a pace, the time at that pace: beyond what the machine can do, a time only
// says how many wait.
void latency(Verdicts& verdicts, const json::object& piece, std::string_view scenario, const char* share,
             double bound) {
  const auto* figure = figure_of(piece, scenario);
  if (figure == nullptr) return;
  if (const double pace = number_in(*figure, "pace"); pace > 0) {
    verdicts.at_most(piece, fmt::format("{} {} in ms at {:.0f} a second", scenario, share, pace),
                     number_in(*figure, fmt::format("pace_{}", share)), bound);
    return;
  }
  verdicts.at_most(piece, fmt::format("{} {} in ms", scenario, share), number_in(*figure, share), bound);
}

void writing(Verdicts& verdicts, const json::object& piece, bool large) {
  ratio(verdicts, piece, "filing", 0.5);
  ratio(verdicts, piece, "advancing", 0.5);
  const auto* life = figure_of(piece, "life cycle");
  if (life == nullptr) return;
  if (text_in(piece, "engine") == "postgres") {
    ratio(verdicts, piece, "life cycle", 0.5);
  } else if (large) {
    verdicts.at_least(piece, "life cycles a second", number_in(*life, "per_second"), 400);
    verdicts.at_most(piece, "life cycle p95 of a request in ms", number_in(*life, "p95"), 25);
  }
}

void authentication(Verdicts& verdicts, const json::object& piece) {
  const auto* gate = figure_of(piece, "authentication");
  const auto* life = figure_of(piece, "life cycle");
  if (gate == nullptr || life == nullptr || number_in(*life, "cpu") == 0) return;
  verdicts.at_most(piece, "authentication, share of the program's CPU in a life cycle",
                   number_in(*gate, "cpu") / number_in(*life, "cpu"), 0.05);
}

void rules(Verdicts& verdicts, const json::object& piece) {
  latency(verdicts, piece, "due date, in process", "p50", 0.002);
  latency(verdicts, piece, "will be late, of 100000 in process", "p95", 100);
  latency(verdicts, piece, "form 06 as PDF, in process", "p95", 10);
}

void procedure_search(Verdicts& verdicts, const json::object& piece) {
  constexpr auto of_today = "search for a procedure, in process";
  latency(verdicts, piece, of_today, "p50", 0.1);
  latency(verdicts, piece, of_today, "p99", 1);
  latency(verdicts, piece, "search for a procedure among 6000, in process", "p99", 0.5);
  const auto* figure = figure_of(piece, of_today);
  if (figure != nullptr && figure->contains("index_ms"))
    verdicts.at_most(piece, "index of the search, ms", number_in(*figure, "index_ms"), 100);
}

void spike(Verdicts& verdicts, const json::object& piece) {
  const auto* spike = figure_of(piece, "spike");
  if (spike == nullptr) return;
  const double recovered = number_in(*spike, "recovered_seconds");
  verdicts.at_most(piece, "spike of ten times, seconds to recover", recovered < 0 ? 999 : recovered, 5);
}

void figures(Verdicts& verdicts, const json::object& piece) {
  for (const auto& each : piece.at("figures").as_array()) {
    const auto& figure = each.as_object();
    const std::string scenario(text_in(figure, "scenario"));
    if (!scenario.starts_with("figures: ")) continue;
    if (figure.contains("rebuild_seconds")) {
      verdicts.at_most(piece, "figures counted anew, seconds", number_in(figure, "rebuild_seconds"), 60);
    } else if (figure.contains("event_micros")) {
      verdicts.at_most(piece, "figures, µs for an event", number_in(figure, "event_micros"), 20);
    } else {
      verdicts.at_most(piece, scenario + ", p95 in ms", number_in(figure, "p95"), 10);
    }
  }
}

void scans(Verdicts& verdicts, const json::object& piece) {
  if (!piece.contains("scans")) return;
  const auto& all = piece.at("scans").as_array();
  verdicts.at_most(piece, "statements that read a whole large table", static_cast<double>(all.size()), 0);
  for (const auto& each : all) verdicts.text += fmt::format("  - {}\n", std::string(each.as_string()));
}

// A page is usable when all of it has come; nothing of it waits for a script.
void slow_line(Verdicts& verdicts, const json::object& piece) {
  for (const auto& each : piece.at("figures").as_array()) {
    const auto& figure = each.as_object();
    if (!text_in(figure, "scenario").starts_with("slow line")) continue;
    verdicts.at_most(piece, text_in(figure, "scenario") + " at 256 kbit/s, usable after ms",
                     number_in(figure, "usable_ms"), 3000);
  }
}

// What is lost from empty to two million.
void loss(Verdicts& verdicts, const std::vector<json::object>& pieces) {
  for (const auto& large : pieces) {
    if (number_in(large, "size") < 1'000'000) continue;
    for (const auto& empty : pieces) {
      if (text_in(empty, "engine") != text_in(large, "engine") || number_in(empty, "size") != 0) continue;
      const auto* before = figure_of(empty, "life cycle");
      const auto* after = figure_of(large, "life cycle");
      if (before == nullptr || after == nullptr) continue;
      verdicts.at_most(large, "life cycles, share lost against empty",
                       1 - number_in(*after, "per_second") / number_in(*before, "per_second"), 0.1);
    }
  }
}

}  // namespace

double number_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr || !value->is_number() ? 0 : value->to_number<double>();
}

std::string text_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr || !value->is_string() ? "" : std::string(value->as_string());
}

std::string apart_of(const json::object& piece) {
  std::string text;
  const double caught_up = number_in(piece, "caught_up_seconds");
  if (caught_up >= 1) text += fmt::format("figures and days of the filling counted in {:.0f} s. ", caught_up);
  if (const auto* spike = figure_of(piece, "spike")) {
    text += fmt::format(
        "spike of 450 connections: {:.0f}/s before, {:.0f}/s during, back after {:.1f} s, {:.0f} answers 503 "
        "with "
        "Retry-After, {:.0f} connections closed. ",
        number_in(*spike, "before_per_second"), number_in(*spike, "per_second"),
        number_in(*spike, "recovered_seconds"), number_in(*spike, "busy_503"), number_in(*spike, "broken"));
  }
  if (const auto* gate = figure_of(piece, "authentication")) {
    text += fmt::format("authentication {:.2f} µs a request (the gate alone, in process). ",
                        number_in(*gate, "cpu"));
  }
  for (const auto& each : piece.at("figures").as_array()) {
    const auto& figure = each.as_object();
    if (!text_in(figure, "scenario").starts_with("slow line")) continue;
    text +=
        fmt::format("{} (256 kbit/s, 300 ms): words after {:.0f} ms, whole after {:.0f} ms, {:.0f} bytes. ",
                    text_in(figure, "scenario"), number_in(figure, "painted_ms"),
                    number_in(figure, "usable_ms"), number_in(figure, "bytes"));
  }
  return text;
}

std::string targets(const std::vector<json::object>& pieces) {
  Verdicts verdicts;
  for (const auto& piece : pieces) {
    const double size = number_in(piece, "size");
    const bool large = size >= 1'000'000;
    writing(verdicts, piece, large);
    ratio(verdicts, piece, "lookup as JSON", 0.4);
    ratio(verdicts, piece, "home page, kept", 0.4);
    ratio(verdicts, piece, "procedure page, kept", 0.4);
    slow_line(verdicts, piece);
    latency(verdicts, piece, "lookup as JSON", "p99", 5);
    procedure_search(verdicts, piece);
    for (const char* view : {"mine", "unassigned", "office", "paused", "done"}) {
      if (large) latency(verdicts, piece, fmt::format("work list: {}", view), "p95", 20);
    }
    authentication(verdicts, piece);
    spike(verdicts, piece);
    rules(verdicts, piece);
    if (size >= 100'000)
      verdicts.at_most(piece, "memory peak in MiB", number_in(piece, "peak_mib"), large ? 512 : 256);
    verdicts.at_most(piece, "start in seconds", number_in(piece, "start_seconds"), 2);
    if (size >= 100'000) scans(verdicts, piece);
    if (large) figures(verdicts, piece);
  }
  loss(verdicts, pieces);
  return verdicts.text;
}

}  // namespace motcua::bench
