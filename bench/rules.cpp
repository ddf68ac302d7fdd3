// The pure rules of deadlines, and the forms, in this process: what every screen and job rests on.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/check.h"
#include "bench/fill/capture.h"
#include "intake/sheets.h"
#include "piece.h"
#include "workflow/workflow.h"

namespace motcua::bench {
namespace {

using Steady = std::chrono::steady_clock;

double micros_since(Steady::time_point began) {
  return std::chrono::duration<double, std::micro>(Steady::now() - began).count();
}

const calendar::Timetable& timetable() {
  static const calendar::Timetable table(calendar::shipped_calendar(), calendar::default_hours());
  return table;
}

Instant some_moment(Random& random) {
  return parse_instant("2026-03-02T07:00").value() + std::chrono::minutes(random.below(300'000));
}

// Times of single runs, in microseconds.
void put(Figure& figure, std::vector<double> micros) {
  std::sort(micros.begin(), micros.end());
  const auto at = [&](double share) {
    return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
  };
  double sum = 0;
  for (const double each : micros) sum += each;
  figure.requests = static_cast<double>(micros.size());
  figure.per_second = figure.requests / sum * 1e6;
  figure.cpu = sum / figure.requests;
  figure.p50 = at(0.5) / 1000;
  figure.p95 = at(0.95) / 1000;
  figure.p99 = at(0.99) / 1000;
}

// A due date takes less than the clock can tell: a thousand at a time, divided. The floor reads the same
// receptions and limits and adds them.
void measure_due_dates(Piece& piece) {
  constexpr int at_once = 1000;
  const int rounds = piece.settings.quick ? 20 : 500;
  std::vector<calendar::Limit> limits;
  for (const auto* text :
       {"3 working-days", "15 calendar-days", "same-day", "20 working-days", "8 working-hours"})
    limits.push_back(calendar::parse_limit(text).value());
  std::vector<double> rule, floor;
  std::int64_t seen = 0;
  for (int i = 0; i < rounds; ++i) {
    std::vector<std::pair<Instant, calendar::Limit>> asked;
    for (int n = 0; n < at_once; ++n)
      asked.emplace_back(some_moment(piece.random), limits[piece.random.below(5)]);
    auto began = Steady::now();
    for (const auto& [at, limit] : asked)
      seen += calendar::due_date(at, limit, timetable())->due->time_since_epoch().count() & 1;
    rule.push_back(micros_since(began) / at_once);
    began = Steady::now();
    for (const auto& [at, limit] : asked) seen += (at.time_since_epoch().count() + limit.amount) & 1;
    floor.push_back(micros_since(began) / at_once);
  }
  CHECK(seen > 0);
  Figure figure;
  figure.scenario = "due date, in process";
  put(figure, rule);
  Figure added;
  put(added, floor);
  figure.floor = added.per_second;
  figure.floor_of = "adding up the same questions";
  piece.figures.push_back(figure);
}

std::vector<workflow::Ahead> province(Random& random, std::size_t dossiers, std::vector<Uuid>& solvers) {
  const Instant now = parse_instant("2026-11-20T09:42").value();
  for (int i = 0; i < 300; ++i) solvers.push_back(Uuid::v7(now, random));
  std::vector<workflow::Ahead> all;
  all.reserve(dossiers);
  for (std::size_t i = 0; i < dossiers; ++i) {
    workflow::Ahead each;
    each.dossier = Uuid::v7(now, random);
    each.due_at = now + std::chrono::minutes(random.below(60 * 24 * 40));
    if (random.below(10) > 0) each.post = solvers[random.below(300)];
    each.taken = random.below(4) > 0;
    each.can_be_given = random.below(4) > 0;
    each.work_now = 5 + random.below(20);
    each.work_after = random.below(60);
    each.wait_now = each.wait_after = 30;
    all.push_back(each);
  }
  return all;
}

// The floor sorts the same dossiers once by who has them and when they are due.
void measure_foresight(Piece& piece) {
  const std::size_t dossiers = piece.settings.quick ? 2'000 : 100'000;
  std::vector<Uuid> solvers;
  const auto all = province(piece.random, dossiers, solvers);
  const Instant now = parse_instant("2026-11-20T09:42").value();
  std::vector<double> rule, floor;
  std::size_t late = 0;
  for (int i = 0; i < (piece.settings.quick ? 3 : 30); ++i) {
    auto began = Steady::now();
    late = workflow::foresee(all, solvers, now, timetable()).size();
    rule.push_back(micros_since(began));
    auto same = all;
    began = Steady::now();
    std::sort(same.begin(), same.end(), [](const auto& a, const auto& b) {
      return std::tie(a.post, a.due_at) < std::tie(b.post, b.due_at);
    });
    floor.push_back(micros_since(began));
  }
  Figure figure;
  figure.scenario = fmt::format("will be late, of {} in process", dossiers);
  put(figure, rule);
  Figure sorted;
  put(sorted, floor);
  figure.floor = sorted.per_second;
  figure.floor_of = "sorting the same dossiers";
  figure.more.emplace_back("late", static_cast<double>(late));
  piece.figures.push_back(figure);
}

// The same from the clocks that the store keeps, for each commune in turn: what the director's view waits
// for.
void measure_foresight_from_store(Piece& piece) {
  store::Options options = piece.place.options();
  options.read_only = true;
  const auto store = store::open(options);
  const dossier::Dossiers dossiers(piece.place.keys(), piece.random);
  const auto organisation = organisation::load_organisation();
  catalogue::Shelf shelf(catalogue::load_catalogue(*store));
  const workflow::Timetables timetables(organisation, calendar::shipped_calendar());
  SystemClock clock;
  const workflow::Installation office{*store, dossiers, organisation, shelf, timetables, clock, piece.random};
  std::vector<double> micros;
  double read = 0;
  for (const auto* commune : organisation.communes()) {
    const auto began = Steady::now();
    store->read([&](store::Reader& reader) {
      const auto outlook =
          workflow::outlook_of(office, workflow::clocks_of_centre(reader, commune->code), commune->code);
      workflow::foresee(outlook.ahead, {}, clock.now(), timetable());
      read += static_cast<double>(outlook.ahead.size());
    });
    micros.push_back(micros_since(began));
  }
  Figure figure;
  figure.scenario = "will be late, one commune from the store";
  put(figure, micros);
  figure.more.emplace_back("dossiers", read);
  piece.figures.push_back(figure);
}

documents::Letter letter_of(int number) {
  documents::Letter letter;
  letter.form = "Mẫu số 06";
  letter.basis = "Thông tư 03/2025/TT-VPCP";
  letter.authority = "UBND XÃ MƯỜNG LẠN";
  letter.centre = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG";
  letter.place = "Mường Lạn";
  letter.number = "Số: 0018/TNHS";
  letter.title = "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ";
  letter.code = fmt::format("H18.036-261120-{:04}", number);
  letter.at = to_local(parse_instant("2026-11-20T09:42").value());
  documents::LetterTable table{{{"Người, cơ quan giữ", 3}, {"Bước", 3}, {"Nhận lúc", 2}, {"Giao lúc", 2}},
                               {}};
  for (int i = 0; i < 9; ++i)
    table.rows.push_back({"Quàng Văn Thắng", "Giải quyết", "09:42 ngày 20/11/2026", "10:30 ngày 20/11/2026"});
  letter.blocks = {documents::LetterField{"Hồ sơ của:", "Giàng A Chỉnh", true}, std::move(table)};
  letter.signatures = {{"NGƯỜI GIAO", "(Ký và ghi rõ họ tên)", ""},
                       {"NGƯỜI NHẬN", "(Ký và ghi rõ họ tên)", ""}};
  return letter;
}

void measure_form(Piece& piece) {
  std::vector<double> micros;
  documents::letters_pdf({letter_of(0)}, documents::LetterPaper::a4_landscape);  // loads the fonts
  for (int i = 0; i < (piece.settings.quick ? 10 : 200); ++i) {
    const auto letter = letter_of(i);
    const auto began = Steady::now();
    documents::letters_pdf({letter}, documents::LetterPaper::a4_landscape);
    micros.push_back(micros_since(began));
  }
  Figure figure;
  figure.scenario = "form 06 as PDF, in process";
  put(figure, micros);
  piece.figures.push_back(figure);
}

}  // namespace

void measure_rules(Piece& piece) {
  if (piece.size == 0) {
    measure_due_dates(piece);
    measure_foresight(piece);
    measure_form(piece);
  }
  measure_foresight_from_store(piece);
}

}  // namespace motcua::bench
