#include "country.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "all_sql.h"
#include "base/check.h"
#include "base/table.h"
#include "bench/fill/capture.h"
#include "dossier/rows.h"
#include "program.h"

namespace motcua::bench {
namespace {

namespace fs = std::filesystem;
using dossier::Event;
using std::chrono::days;
using std::chrono::minutes;

constexpr std::size_t how_many_units = 3'321;
constexpr std::size_t dossiers_in_a_batch = 500;
constexpr int positions_at_once = 50'000;
constexpr int procedures = 120, days_of_work = 500;

std::vector<std::pair<std::string, std::string>> names_and_codes() {
  std::vector<std::pair<std::string, std::string>> units;
  const std::string file = "../shared/data/wards_2025_vn.csv";
  if (fs::exists(file)) {
    const Table table = read_csv(content_of(file));
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      units.emplace_back(table.at(i, "ward_code"), table.at(i, "ward"));
  }
  for (std::size_t i = units.size(); i < how_many_units; ++i)
    units.emplace_back(fmt::format("X{:05}", i), fmt::format("Xã số {}", i));
  return units;
}

// One life: when each thing happens, and what stands in the row of its state.
class Life {
 public:
  Life(std::size_t index, std::size_t of, const std::vector<const organisation::Unit*>& units, Instant now)
      : random_(index * 2654435761U + 1),
        unit_(units[random_.below(static_cast<std::uint32_t>(units.size()))]->code) {
    const auto age = days(days_of_work) * (of - std::min(index, of)) / of;
    const LocalDate day = local_date(now - age);
    received_ = std::min(now - minutes(5), to_instant(LocalTime(day) + minutes(450 + random_.below(480))));
    id_ = Uuid::v7(received_, random_);
    due_ = received_ + days(3 + random_.below(9));
    finished_ = received_ + (due_ - received_) * (25 + random_.below(80)) / 100;
    handed_over_ = finished_ + minutes(20 + random_.below(4000));
    is_finished_ = finished_ < now && random_.below(200) != 0;
    is_handed_over_ = is_finished_ && handed_over_ < now;
    channel_ = random_.below(5) < 2 ? dossier::Channel::online : dossier::Channel::counter;
    procedure_ = fmt::format("1.{:06}", random_.below(procedures) * 37);
    code_ = fmt::format("{}-{}", unit_, index);
  }

  void write(store::Writer& writer) {
    const dossier::Agencies agencies{unit_, unit_, unit_};
    const dossier::Promise promise{due_, "5 working-days", "2025-07-01..2027-12-31", {}};
    add(writer, dossier::Submitted{code_, procedure_, 1, channel_, agencies, {{"to-khai", 1, 0, 0}}, {}},
        received_);
    add(writer,
        dossier::Accepted{received_,
                          promise,
                          {{"receive", due_}, {"assign", due_}, {"solve", due_}, {"approve", due_}},
                          {{"to-khai", 1, 0, 0}},
                          0,
                          true},
        received_);
    for (const char* step : {"receive", "assign"}) done(writer, step, received_);
    add(writer, dossier::StepAssigned{"solve", post_, unit_}, received_);
    if (is_finished_) {
      for (const char* step : {"solve", "approve"}) done(writer, step, finished_);
      add(writer, dossier::Finished{}, finished_);
    }
    if (is_handed_over_) add(writer, dossier::HandedOver{}, handed_over_);
    row(writer);
  }

 private:
  void done(store::Writer& writer, const std::string& step, Instant at) {
    add(writer, dossier::StepTaken{step, post_}, at);
    add(writer, dossier::StepCompleted{step, false}, at);
  }
  void add(store::Writer& writer, dossier::Payload payload, Instant at) {
    Event event;
    event.dossier = id_;
    event.version = ++version_;
    event.actor = {dossier::Actor::Kind::post, post_.text(), {}};
    event.occurred_at = event.recorded_at = at;
    event.idempotency_key = id_;
    event.payload = std::move(payload);
    dossier::put_event(writer, event, dossier::payload_text(event.payload));
  }
  void row(store::Writer& writer) const {
    const int status = is_handed_over_ ? 10 : is_finished_ ? 9 : 4;
    writer.put(own_query("plain_dossier"),
               {id_, version_, code_, procedure_, static_cast<int>(channel_), status, 0, unit_, unit_, due_,
                received_, received_, is_finished_ ? std::optional(finished_) : std::nullopt,
                is_handed_over_ ? std::optional(handed_over_) : std::nullopt, "{}"});
  }

  SeededRandom random_;
  const std::string unit_;
  Instant received_, due_, finished_, handed_over_;
  bool is_finished_ = false, is_handed_over_ = false;
  Uuid id_, post_ = *Uuid::parse("0193a1b2-0000-7000-8000-00000000000a");
  std::int64_t version_ = 0;
  dossier::Channel channel_ = dossier::Channel::counter;
  std::string procedure_, code_;
};

std::string schema() {
  std::string all = content_of("bench/country.cpp");
  for (const auto& each : all_migrations()) all += fmt::format("{}\n{}\n", each.name, each.sqlite);
  return to_hex(sha256(as_bytes(all)));
}

}  // namespace

organisation::Organisation country() {
  const LocalDate first = *parse_date("2025-07-01");
  const auto unit = [&](organisation::UnitKind kind, std::string code, std::string name, std::string parent) {
    organisation::Unit made;
    made.kind = kind;
    made.code = std::move(code);
    made.short_name = name;
    made.name = made.in_sentence = {name, name};
    made.parent = std::move(parent);
    made.valid_from = first;
    if (made.parent.empty()) made.hours = "default";
    return made;
  };
  std::vector<organisation::Unit> units{unit(organisation::UnitKind::province, "VN", "Việt Nam", "")};
  for (const auto& [code, name] : names_and_codes())
    units.push_back(unit(organisation::UnitKind::commune, code, name, "VN"));
  auto made = organisation::assemble({"VN", "H00", {"Việt Nam", "Viet Nam"}, "Việt Nam", province_offset},
                                     std::move(units));
  CHECK(made.has_value());
  return std::move(*made);
}

void add_dossiers(store::Store& store, const Place& place, const organisation::Organisation& units,
                  std::size_t from, std::size_t count, std::size_t of, Instant now) {
  const auto communes = units.communes();
  const auto sink = sink_for(store, place.options());
  for (std::size_t made = 0; made < count;) {
    Batch batch;
    Capture capture;
    for (std::size_t i = 0; i < dossiers_in_a_batch && made < count; ++i, ++made)
      Life(from + made, of, communes, now).write(capture);
    add_to(batch, capture.take());
    sink->write(batch);
    if (made % 100'000 == 0) std::cerr << fmt::format("  {} of {} dossiers\n", made, count);
  }
  while (dossier::append_positions(store, positions_at_once)) {
  }
}

Place country_place(const Settings& settings, Database* database, store::Engine engine, std::size_t size,
                    const organisation::Organisation& units, Instant now) {
  const std::string name = fmt::format("country_{}_{}", name_of(engine), size);
  const bool postgres = engine == store::Engine::postgres;
  const Place place{settings.scratch + "/" + name, postgres ? database->url(name) : ""};
  const std::string mark = place.data + ".schema";
  if (content_of(mark) == schema()) return place;
  std::cerr << fmt::format("making {}\n", name);
  fs::remove_all(place.data);
  fs::create_directories(place.data);
  if (postgres && database->has(name)) database->drop(name);
  if (postgres) database->create(name);
  const auto store = store::open(place.options());
  store::migrate(*store, all_migrations());
  add_dossiers(*store, place, units, 0, size, size, now);
  std::ofstream(mark) << schema();
  return place;
}

}  // namespace motcua::bench
