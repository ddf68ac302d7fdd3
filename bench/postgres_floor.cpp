#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

#include "base/clock.h"
#include "bench/fill/capture.h"
#include "dossier/sql.h"
#include "floor.h"
#include "load.h"
#include "program.h"
#include "workflow/sql.h"

namespace motcua::bench {
namespace {

namespace sql = dossier::sql;

// What an act writes in the mean.
struct Shape {
  double events = 0, privates = 0;
  std::int64_t payload = 0, sealed = 0, state = 0, lookups = 0;
};
struct Shapes {
  std::optional<Shape> begins, changes;
  double acts_to_begin = 0;  // further acts for each that begins
};

Shapes shapes_of(store::Store& store, const EventRange& range) {
  Shapes shapes;
  double began = 0, changed = 0;
  store.read([&](store::Reader& reader) {
    for (const auto& row : reader.run(own_query("shape_of_acts"), {range.from, range.to})) {
      const auto acts = static_cast<double>(row.integer(1));
      const Shape shape{static_cast<double>(row.integer(2)) / acts,
                        static_cast<double>(row.integer(3)) / acts,
                        row.integer(4),
                        row.integer(5),
                        row.integer(6),
                        row.integer(7)};
      (row.integer(0) == 1 ? shapes.begins : shapes.changes) = shape;
      (row.integer(0) == 1 ? began : changed) = acts;
    }
  });
  shapes.acts_to_begin = began > 0 ? changed / began : 0;
  return shapes;
}

// Ids that grow with time, as the program's do; keys that nobody foresees, as clients make them.
const std::string id =
    "decode(CAST(:prefix AS text) || lpad(to_hex(CAST(:n AS bigint) * 64 + CAST(:client_id AS bigint)), 16, "
    "'0'), 'hex')";
// In the order of time, as the office app makes its keys; the same all through a transaction.
const std::string fresh_key =
    "(substring(int8send(CAST(extract(epoch FROM now()) * 1000 AS bigint)) FROM 3) || "
    "decode('ffff', 'hex') || int8send(CAST(:k AS bigint)))";
std::string random_bytes(int hex_digits) {
  return fmt::format("decode(lpad(to_hex(CAST(:k AS bigint)), {}, 'b'), 'hex')", hex_digits);
}
std::string variable(const std::string& name, const std::string& type) {
  return fmt::format("CAST(:{} AS {})", name, type);
}

// The program's statement with expressions in the place of its parameters.
std::string filled(std::string_view text, const std::vector<std::string>& values) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '-' && text.substr(at, 2) == "--") {
      at = text.find('\n', at);
      if (at == std::string_view::npos) break;
      out += ' ';
      continue;
    }
    if (text[at] != '$') {
      out += text[at] == '\n' ? ' ' : text[at];
      continue;
    }
    std::size_t number = 0;
    while (at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9') {
      number = number * 10 + static_cast<std::size_t>(text[++at] - '0');
    }
    out += values.at(number - 1);
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == ';')) out.pop_back();
  return out + ";\n";
}

class Script {
 public:
  std::string text;

  void say(const std::string& line) { text += line + "\n"; }
  void put(const store::Query& query, const std::vector<std::string>& values) {
    text += filled(query.postgres, values);
    ++statements;
  }
  double statements = 0;

  void event(const std::string& version, bool committed, const char* payload) {
    put(sql::insert_event,
        {id, version, "'step_taken'", "1", variable(payload, "text"), "0",
         "'01890000-0000-7000-8000-000000000000'", "NULL", "1790000000000", "1790000000000", fresh_key,
         committed ? random_bytes(64) : "NULL", random_bytes(64), "NULL"});
  }
  // The dossier's row; an act that follows leaves alone how it came in.
  void begun_row(const std::string& version) {
    auto columns = later_columns(version);
    columns.insert(
        columns.end(),
        {"'P' || CAST(:client_id AS text) || '-261120-' || CAST(CAST(:n AS bigint) AS text) || :run",
         "'1.004884'", "1", unit, "1790000000000", "1790000000000"});
    put(sql::insert_dossier, columns);
  }
  void clock() {
    put(workflow::sql::put_clock, {id, unit, unit, "'1.004884'", "1", "1", "'solve'", post, post,
                                   "1790000000000", "1790000000000", "1790000000000", "1790000000000"});
  }
  void later_row(const std::string& version) { put(sql::advance_dossier, later_columns(version)); }

 private:
  std::vector<std::string> later_columns(const std::string& version) const {
    return {id,
            version,
            "4",
            "0",
            unit,
            "'solve'",
            post,
            post,
            "1790000000000",
            "NULL",
            "NULL",
            "NULL",
            variable("state", "text")};
  }
  const std::string unit = "'0' || CAST(3000 + CAST(:client_id AS bigint) AS text)";
  const std::string post =
      "decode('0189000000007000800000000000' || lpad(to_hex(CAST(:client_id AS bigint)), 4, '0'), 'hex')";
};

// Whole numbers that sum up to the mean over many acts are not needed: an act has the nearest count.
int whole(double mean) { return static_cast<int>(std::lround(mean)); }

void file(Script& script, const Shape& shape) {
  script.say("\\set n :n + 1");
  script.say("\\set k random(1, 9000000000000000000)");
  script.say("\\startpipeline");
  script.say("BEGIN;");
  script.put(sql::next_serial, {"'P' || CAST(:client_id AS text)", "'2026-11-20'"});
  script.say("\\endpipeline");
  script.say("\\startpipeline");
  script.put(sql::insert_act, {fresh_key, id, "1", random_bytes(64)});
  for (int i = 0; i < whole(shape.privates); ++i) {
    script.put(sql::insert_private, {id, std::to_string(i + 1), variable("sealed", "bytea")});
  }
  script.put(sql::insert_key, {id, random_bytes(144)});
  for (int i = 0; i < whole(static_cast<double>(shape.lookups)); ++i) {
    script.put(
        sql::insert_lookup,
        {std::to_string(1 + i % 4),
         fmt::format("substring(sha256(int8send(CAST(:k AS bigint) / {})) FROM 1 FOR 16)", i + 1), id});
  }
  for (int i = 0; i < whole(shape.events); ++i) {
    script.event(std::to_string(i + 1), i < whole(shape.privates), "payload");
  }
  script.begun_row(std::to_string(whole(shape.events)));
  script.put(workflow::sql::insert_move, {"'03000'", "'1.004884'", "1", "0", "2"});
  script.clock();
  script.say("COMMIT;");
  script.say("\\endpipeline");
}

void advance(Script& script, const Shape& shape) {
  script.say("\\set k random(1, 9000000000000000000)");
  script.say("\\set v :v + 10");
  script.say("\\startpipeline");
  script.say("BEGIN;");
  for (int i = 0; i < whole(shape.events); ++i) {
    script.event(fmt::format("CAST(:v AS bigint) + {}", i), i < whole(shape.privates), "later_payload");
  }
  for (int i = 0; i < whole(shape.privates); ++i) {
    script.put(sql::insert_private,
               {id, fmt::format("CAST(:v AS bigint) + {}", i), variable("later_sealed", "bytea")});
  }
  script.put(sql::insert_act, {fresh_key, id, "1", random_bytes(64)});
  script.later_row("CAST(:v AS bigint)");
  script.clock();
  script.say("COMMIT;");
  script.say("\\endpipeline");
}

double tps_of(const std::string& output) {
  const std::string mark = "tps = ";
  const auto at = output.find(mark);
  if (at == std::string::npos) throw std::runtime_error("pgbench measured nothing: " + output);
  return std::stod(output.substr(at + mark.size()));
}

std::string bytea(std::int64_t size) {
  return "\\x" + std::string(static_cast<std::size_t>(std::max<std::int64_t>(size, 1)) * 2, 'a');
}

}  // namespace

Floor postgres_floor(const Place& place, const Database& database, const EventRange& range, PostgresAct act,
                     std::chrono::milliseconds length, const std::string& scratch) {
  const auto store = store::open(place.options());
  const Shapes shapes = shapes_of(*store, range);
  const Shape begins = shapes.begins.value_or(Shape{4, 2, 300, 400, 1500, 6});
  const Shape changes = shapes.changes.value_or(Shape{1, 0, 100, 100, 1500, 0});
  Script script;
  const auto seconds = std::max<std::int64_t>(1, length.count() / 1000);
  const auto text = [](std::int64_t size) { return std::string(static_cast<std::size_t>(size), 'p'); };
  const auto measure = [&](const std::string& name) {
    const std::string file = scratch + "/" + name + ".pgbench";
    std::ofstream(file) << script.text;
    const std::string prefix = fmt::format("{:016x}", SystemClock().now().time_since_epoch().count());
    std::vector<std::string> command{database.pgbench(), "-n", "-M", "prepared", "-j", "1", "-f", file};
    const auto option = [&](const char* name, const std::string& value) {
      command.insert(command.end(), {name, value});
    };
    option("-c", std::to_string(counters));
    option("-T", std::to_string(seconds));
    for (const auto& define : {std::string("n=0"), std::string("v=1000"), "prefix=" + prefix,
                               "run=-" + prefix.substr(8), "payload=" + text(begins.payload),
                               "later_payload=" + text(changes.payload), "state=" + text(begins.state),
                               "sealed=" + bytea(begins.sealed), "later_sealed=" + bytea(changes.sealed)}) {
      option("-D", define);
    }
    command.push_back(place.database);
    return tps_of(output_of(command));
  };
  Floor floor;
  if (act == PostgresAct::advance) {
    // Four acts on each dossier, which is filed first; that transaction is measured apart and taken off.
    file(script, begins);
    const double filing = measure("filing");
    for (int i = 0; i < 4; ++i) advance(script, changes);
    const double both = measure("advancing");
    floor.per_second = 4 / (1 / both - 1 / filing);
    script.statements /= 4;
  } else {
    file(script, begins);
    if (act == PostgresAct::live) {
      for (int i = 0; i < whole(shapes.acts_to_begin); ++i) advance(script, changes);
    }
    floor.per_second = measure(act == PostgresAct::live ? "life" : "filing");
  }
  floor.statements = script.statements;
  return floor;
}

}  // namespace motcua::bench
