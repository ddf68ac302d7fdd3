// Filing, advancing a step, and a whole life from the counter back to the counter.
#include <fmt/format.h>

#include "base/clock.h"
#include "base/uuid.h"
#include "bench/people.h"
#include "http_talk.h"
#include "piece.h"

namespace motcua::bench {
namespace {

// What is filed: a birth registered anew (5 working days) with five of its papers.
constexpr std::string_view procedure = "1.004884";

// As the office app makes them: in the order of time.
std::string key_line(Random& random) {
  return fmt::format("Idempotency-Key: {}\r\n", Uuid::v7(SystemClock().now(), random).text());
}

std::string filing_request(const Crew& crew, Random& random) {
  const MadeUp person = make_up(random);
  const std::string body = fmt::format(
      R"({{"procedure":"{}","unit":"{}","applicant":{{"full_name":"{}","id_number":"{}",)"
      R"("birth_date":"{}","sex":"{}","address":"Bản Kéo, xã Mường Lạn, tỉnh Điện Biên",)"
      R"("phone":"{}"}},"papers":[{{"paper":"to-khai","originals":1,"certified_copies":0,"photocopies":0}},)"
      R"({{"paper":"ban-sao-khai-sinh-cu","originals":0,"certified_copies":1,"photocopies":0}},)"
      R"({{"paper":"giay-to-ca-nhan","originals":0,"certified_copies":2,"photocopies":0}},)"
      R"({{"paper":"xac-nhan-co-quan","originals":1,"certified_copies":0,"photocopies":0}},)"
      R"({{"paper":"uy-quyen","originals":1,"certified_copies":0,"photocopies":0}}],)"
      R"("content":"Xin cấp lại do bị cháy nhà","return_by":"counter"}})",
      procedure, crew.unit, person.full_name, person.id_number, format_iso(person.birth_date),
      person.female ? "female" : "male", person.phone);
  return request_text("POST", "/api/dossiers", crew.counter.headers + key_line(random), body);
}

Piece::Known known_of(std::string_view body) {
  Piece::Known known;
  known.id = text_after(body, R"("id":")");
  known.code = text_after(body, R"("code":")");
  known.version = std::atoll(std::string(text_after(body, R"("version":)")).c_str());
  return known;
}

// A small PDF, as a result is.
const std::string& result_file() {
  static const std::string text =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
      "1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
      "0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
      "startxref\n168\n%%EOF\n" +
      std::string(2000, '\n');
  return text;
}

// The acts from reception to the return, each by the one who does it.
enum class Deed { assign, take, attach, solve, take_to_approve, approve, hand_over };
constexpr std::array whole_life{Deed::assign,          Deed::take,    Deed::attach,   Deed::solve,
                                Deed::take_to_approve, Deed::approve, Deed::hand_over};
constexpr std::array steps_only{Deed::assign, Deed::take, Deed::solve, Deed::take_to_approve};

std::string deed_request(Deed deed, const Crew& crew, const Piece::Known& dossier, Random& random) {
  const auto post = [&](std::string_view noun, const Officer& by, const std::string& body) {
    return request_text("POST", fmt::format("/api/dossiers/{}/{}", dossier.id, noun),
                        by.headers + key_line(random), body);
  };
  const std::string seen = fmt::format(R"({{"seen_version":{})", dossier.version);
  switch (deed) {
    case Deed::assign:
      return post("assignment", crew.counter, fmt::format(R"({},"post":"{}"}})", seen, crew.solver.post));
    case Deed::take:
      return post("taking", crew.solver, seen + "}");
    case Deed::attach:
      return request_text("POST",
                          fmt::format("/api/dossiers/{}/result?seen_version={}&name=ket-qua.pdf", dossier.id,
                                      dossier.version),
                          crew.solver.headers + key_line(random), result_file(), "application/pdf");
    case Deed::solve:
      return post("solution", crew.solver, fmt::format(R"({},"post":"{}"}})", seen, crew.approver.post));
    case Deed::take_to_approve:
      return post("taking", crew.approver, seen + "}");
    case Deed::approve:
      return post("approval", crew.approver, seen + "}");
    case Deed::hand_over:
      return post("hand-over", crew.counter, seen + R"(,"receiver_name":"Lò Thị Mẫu","by":"counter"})");
  }
  return {};
}

// Where each connection is on its way through one dossier after the other.
struct Walker {
  Piece::Known dossier;
  std::size_t next = 0;  // of the deeds; at the end: a new dossier
  bool filing = false;
};

template <std::size_t N>
class Walk {
 public:
  Walk(Piece& piece, const std::array<Deed, N>& deeds, bool files)
      : piece_(piece), deeds_(deeds), files_(files), walkers_(counters) {
    for (auto& walker : walkers_) walker.next = N;
  }

  std::string next(std::size_t connection) {
    Walker& walker = walkers_[connection];
    const Crew& crew = piece_.crews[connection];
    auto& waiting = piece_.filed[connection];
    if (walker.next == N) {
      walker.filing = files_ || waiting.empty();
      if (walker.filing) return filing_request(crew, piece_.random);
      walker.dossier = std::move(waiting.back());
      waiting.pop_back();
      walker.next = 0;
    }
    return deed_request(deeds_[walker.next], crew, walker.dossier, piece_.random);
  }

  bool answered(std::size_t connection, int status, std::string_view body) {
    Walker& walker = walkers_[connection];
    if (status != 200 && status != 201) {
      walker.next = N;
      walker.filing = false;
      return false;
    }
    if (walker.filing) {
      walker.dossier = known_of(body);
      walker.filing = false;
      walker.next = 0;
    } else {
      walker.dossier.version = std::atoll(std::string(text_after(body, R"("version":)")).c_str());
      ++walker.next;
      if (walker.next == N) ++lives;
    }
    return true;
  }

  std::size_t lives = 0;

 private:
  Piece& piece_;
  const std::array<Deed, N>& deeds_;
  const bool files_;
  std::vector<Walker> walkers_;
};

// Keeps what was written for the floor that comes when the server is down.
Figure& record_writing(Piece& piece, const std::string& scenario, Load& load) {
  Piece::Written written{scenario, {}, 1};
  double commands = 0, commits = 0;
  const auto sample = [&](double sign) {
    commands += sign * figure(piece.server->port(), "store_commands");
    commits += sign * figure(piece.server->port(), "store_commits");
  };
  const auto events = [&] {
    store::Options options = piece.place.options();
    options.read_only = true;
    return last_event(*store::open(options));
  };
  load.on_begin = [&] {
    written.events.from = events();
    sample(-1);
  };
  load.on_end = [&] {
    sample(+1);
    written.events.to = events();
  };
  Figure& figure = piece.record(scenario, load);
  written.batch_mean = commits > 0 ? commands / commits : 1;
  figure.more.emplace_back("batch_mean", written.batch_mean);
  piece.written.push_back(written);
  return figure;
}

Load filing_load(Piece& piece) {
  Load load;
  load.next_request = [&piece](std::size_t i) {
    return filing_request(piece.crews[i % counters], piece.random);
  };
  load.on_answer = [&piece](std::size_t i, int status, std::string_view body) {
    if (status == 201) piece.filed[i % counters].push_back(known_of(body));
    return status == 201;
  };
  return load;
}

}  // namespace

void measure_filing(Piece& piece) {
  Load load = filing_load(piece);
  load.measured[0].length = piece.settings.writing;
  record_writing(piece, "filing", load);
}

void file_some(Piece& piece, std::size_t for_each) {
  Load load = filing_load(piece);
  load.port = piece.server->port();
  load.warm_up.clear();
  load.measured[0].length = std::chrono::milliseconds(100);
  for (int round = 0; round < 200; ++round) {
    const bool enough = std::all_of(piece.filed.begin(), piece.filed.end(),
                                    [&](const auto& list) { return list.size() >= for_each; });
    if (enough) return;
    const auto measured = run(load);
    if (measured.refused > 0) throw std::runtime_error("filing was refused: " + measured.refusal);
  }
}

void measure_advancing(Piece& piece) {
  const auto seconds =
      static_cast<std::size_t>((piece.settings.writing + piece.settings.warm_up).count()) / 1000;
  file_some(piece, 20 + 25 * seconds);
  Walk walk(piece, steps_only, false);
  Load load;
  load.next_request = [&](std::size_t i) { return walk.next(i); };
  load.on_answer = [&](std::size_t i, int status, std::string_view body) {
    return walk.answered(i, status, body);
  };
  load.measured[0].length = piece.settings.writing;
  record_writing(piece, "advancing", load);
}

void measure_life_cycle(Piece& piece) {
  Walk walk(piece, whole_life, true);
  Load load;
  load.next_request = [&](std::size_t i) { return walk.next(i); };
  load.on_answer = [&](std::size_t i, int status, std::string_view body) {
    return walk.answered(i, status, body);
  };
  load.measured[0].length = piece.settings.writing;
  Figure& figure = record_writing(piece, "life cycle", load);
  // A second of it is so many lives, each of eight requests.
  figure.more.emplace_back("requests_per_second", figure.per_second);
  figure.per_second /= static_cast<double>(whole_life.size() + 1);
}

void measure_spike(Piece& piece) {
  const auto usual = piece.settings.spike, high = piece.settings.spike, after = piece.settings.spike * 3;
  Load load = filing_load(piece);
  load.may_be_busy = true;
  load.measured = {{counters, usual}, {counters * 10, high}, {counters, after}};
  load.port = piece.server->port();
  const auto measured = run(load);
  const auto tenths = [&](std::chrono::milliseconds from, std::chrono::milliseconds to) {
    double sum = 0;
    for (auto i = from.count() / 100; i < to.count() / 100; ++i) {
      const auto at = static_cast<std::size_t>(i);
      sum += at < measured.by_tenth.size() ? measured.by_tenth[at] : 0;
    }
    return sum * 1000 / static_cast<double>((to - from).count());
  };
  const double before = tenths(std::chrono::milliseconds(0), usual);
  // Recovered: half a second within 20 % of the rate before.
  double recovered = -1;
  constexpr std::chrono::milliseconds half(500), step(100);
  for (auto at = usual + high; recovered < 0 && at + half <= usual + high + after; at += step) {
    if (tenths(at, at + half) >= 0.8 * before) {
      recovered = std::chrono::duration<double>(at - usual - high).count();
    }
  }
  Figure figure;
  figure.scenario = "spike";
  figure.put(measured);
  figure.per_second = tenths(usual, usual + high);
  figure.more = {{"before_per_second", before},
                 {"recovered_seconds", recovered},
                 {"busy_503", static_cast<double>(measured.busy)},
                 {"broken", static_cast<double>(measured.broken)},
                 {"refused", static_cast<double>(measured.refused)}};
  piece.figures.push_back(figure);
}

}  // namespace motcua::bench
