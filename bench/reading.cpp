// What citizens and officers look at.
#include <fmt/format.h>

#include "base/check.h"
#include "base/clock.h"
#include "bench/fill/capture.h"
#include "http_talk.h"
#include "piece.h"

namespace motcua::bench {
namespace {

constexpr std::size_t most_sought = 3000;

// An address may look up only so often, so each look comes from one of its own.
std::string some_address(Random& random) {
  return fmt::format("X-Forwarded-For: 10.{}.{}.{}\r\nAccept-Encoding: gzip\r\n", random.below(250),
                     random.below(250), random.below(250));
}

// The nginx floor serves what the program answered, byte for byte.
void against_nginx(Piece& piece, Figure& figure, const std::string& path) {
  const auto answer = Talk(piece.server->port()).ask("GET", path, some_address(piece.random), "");
  const auto floor = nginx_floor(piece.settings.scratch, answer.body, "", piece.settings.reading / 2);
  figure.floor = floor.per_second;
  figure.floor_of = fmt::format("nginx static, {} bytes", answer.body.size());
}

// What a busy province asks for: 3,000 officials look at a list, or search, every half minute, and fifty
// thousand people at their dossiers within two minutes.
constexpr double officials_a_second = 100, citizens_a_second = 400;

void read(Piece& piece, const std::string& scenario, double pace,
          const std::function<std::string(std::size_t)>& request) {
  Load load;
  load.next_request = request;
  load.measured[0].length = piece.settings.reading;
  piece.record(scenario, load);
  if (pace > 0) piece.record_at_pace(load, pace);
}

void get(Piece& piece, const std::string& scenario, double pace, const std::function<std::string()>& path,
         const std::function<std::string(std::size_t)>& headers) {
  read(piece, scenario, pace, [&](std::size_t i) { return request_text("GET", path(), headers(i), ""); });
}

}  // namespace

void seek(Piece& piece) {
  store::Options options = piece.place.options();
  options.read_only = true;
  const auto store = store::open(options);
  const dossier::Dossiers dossiers(piece.place.keys(), piece.random);
  const auto found = [&](store::Reader& reader, const Uuid& id) {
    const auto state = dossiers.state(reader, id);
    const auto submission = dossiers.submission(reader, id);
    if (!state || !submission) return;
    for (std::size_t i = 0; i < piece.crews.size(); ++i) {
      if (piece.crews[i].unit != state->agencies.received) continue;
      piece.sought.push_back(
          {state->code, submission->applicant.full_name, submission->applicant.id_number.value_or(""), i});
    }
  };
  if (piece.size == 0) {
    if (piece.filed[0].empty()) file_some(piece, 20);
    store->read([&](store::Reader& reader) {
      for (const auto& list : piece.filed) {
        for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), 40); ++i) {
          found(reader, *Uuid::parse(list[i].id));
        }
      }
    });
    return;
  }
  // Ids begin with their time, so that a random instant finds a random dossier.
  const auto now = SystemClock().now();
  const auto months = std::chrono::days(17 * 30);
  while (piece.sought.size() < most_sought) {
    store->read([&](store::Reader& reader) {
      for (int i = 0; i < 500; ++i) {
        const auto back = months * piece.random.below(1'000'000) / 1'000'000;
        const auto id = Uuid::v7(now - std::chrono::days(8) - back, piece.random);
        const auto row = reader.one(own_query("dossier_from"), {id});
        if (row) found(reader, row->uuid(0));
      }
    });
  }
}

void measure_lookups(Piece& piece) {
  const auto code = [&] {
    return piece.sought[piece.random.below(static_cast<std::uint32_t>(piece.sought.size()))].code;
  };
  const auto headers = [&](std::size_t) { return some_address(piece.random); };
  struct Look {
    const char* scenario;
    const char* stem;
    bool by_code;
  };
  for (const auto& look :
       {Look{"lookup as JSON", "/api/tracking/", true}, Look{"lookup as page", "/tra-cuu/", true},
        Look{"home page, kept", "/", false}, Look{"procedure page, kept", "/thu-tuc/1.001193", false}}) {
    if (!piece.settings.wants(look.scenario)) continue;
    const auto path = [&] { return look.stem + (look.by_code ? code() : ""); };
    get(piece, look.scenario, look.by_code ? citizens_a_second : 0, path, headers);
    against_nginx(piece, piece.figures.back(), path());
  }
}

void measure_work_lists(Piece& piece) {
  for (const char* view : {"mine", "unassigned", "office", "paused", "done"}) {
    const std::string scenario = fmt::format("work list: {}", view);
    if (!piece.settings.wants("work list") && !piece.settings.wants(scenario)) continue;
    get(
        piece, scenario, officials_a_second, [&] { return fmt::format("/api/work?view={}", view); },
        [&](std::size_t i) { return piece.crews[i].solver.headers; });
  }
}

void measure_search(Piece& piece) {
  std::vector<std::vector<const Piece::Sought*>> by_crew(piece.crews.size());
  for (const auto& each : piece.sought) by_crew[each.crew].push_back(&each);
  struct Kind {
    const char* scenario;
    std::string Piece::Sought::*field;
  };
  for (const auto& kind :
       {Kind{"search by code", &Piece::Sought::code}, Kind{"search by ID number", &Piece::Sought::id_number},
        Kind{"search by name", &Piece::Sought::name}}) {
    if (!piece.settings.wants("search") && !piece.settings.wants(kind.scenario)) continue;
    read(piece, kind.scenario, officials_a_second, [&](std::size_t i) {
      const auto& own = by_crew[i];
      const auto& one = own.empty() ? piece.sought.front()
                                    : *own[piece.random.below(static_cast<std::uint32_t>(own.size()))];
      return request_text("POST", "/api/search", piece.crews[i].counter.headers,
                          fmt::format(R"({{"q":"{}"}})", one.*kind.field));
    });
  }
}

}  // namespace motcua::bench
