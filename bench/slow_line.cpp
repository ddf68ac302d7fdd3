// What a person on a mountain line waits for: public pages in a real browser whose line is throttled.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "piece.h"
#include "targets.h"

namespace motcua::bench {
namespace {

const std::vector<std::string> pages{"/", "/thu-tuc/1.001193", "/thu-tuc", "/xa/03313"};

}  // namespace

void measure_slow_line(Piece& piece) {
  const char* const node = "/usr/bin/env";
  if (!std::filesystem::exists("web/node_modules/playwright-core")) {
    std::cerr << "  slow line: not measured, web/node_modules is missing (./dev build)\n";
    return;
  }
  std::vector<std::string> command{node, "node", "bench/slow_line.mjs",
                                   fmt::format("http://127.0.0.1:{}", piece.server->port()),
                                   piece.settings.quick ? "1" : "5"};
  command.insert(command.end(), pages.begin(), pages.end());
  json::object answer;
  try {
    answer = json::parse(output_of(command)).as_object();
  } catch (const std::runtime_error& failed) {
    // A machine without a browser still measures the rest; the report then has no line about it.
    std::cerr << "  slow line: not measured: " << failed.what() << "\n";
    return;
  }
  for (const auto& each : answer.at("pages").as_array()) {
    const auto& page = each.as_object();
    Figure figure;
    figure.scenario = fmt::format("slow line: {}", text_in(page, "path"));
    figure.requests = number_in(answer, "visits");
    figure.more = {{"painted_ms", number_in(page, "painted")},
                   {"usable_ms", number_in(page, "loaded")},
                   {"bytes", number_in(page, "bytes")}};
    std::cerr << fmt::format("  {:22} words after {:.0f} ms, whole after {:.0f} ms, {:.0f} bytes\n",
                             figure.scenario, number_in(page, "painted"), number_in(page, "loaded"),
                             number_in(page, "bytes"));
    piece.figures.push_back(std::move(figure));
  }
}

}  // namespace motcua::bench
