#include <fmt/format.h>

#include "base/check.h"
#include "dossier/dossier.h"
#include "dossier/rows.h"
#include "dossier/sql.h"

namespace motcua::dossier {
namespace {

constexpr int page = 500;  // dossiers in one snapshot

// The columns of row_of.sql, as put_row fills them.
bool same_facts(const store::Row& row, const State& state) {
  const Columns columns = columns_of(state);
  return row.integer(1) == state.version && row.text(2) == state.code && row.text(3) == state.procedure &&
         row.integer(4) == static_cast<int>(state.channel) &&
         row.integer(5) == static_cast<int>(state.position.status) &&
         row.integer(6) == static_cast<int>(state.position.halt) && row.text(7) == state.agencies.received &&
         row.text(8) == state.agencies.solving && row.text_or_null(9) == columns.step &&
         row.uuid_or_null(10) == columns.holder && row.uuid_or_null(11) == columns.given_to;
}

bool same_times(const store::Row& row, const State& state) {
  return row.instant_or_null(12) == state.due_now() && row.instant_or_null(13) == state.submitted_at &&
         row.instant_or_null(14) == state.received_at &&
         row.instant_or_null(15) == state.clock_stopped_since && row.instant_or_null(16) == state.ended_at &&
         row.instant_or_null(17) == state.handed_over_at;
}

struct Check {
  const Keys& keys;
  VerifyReport report;

  void fault(std::string_view invariant, const std::string& dossier, std::string detail) {
    report.faults.push_back({std::string(invariant), dossier, std::move(detail)});
  }

  void chain(const std::vector<Event>& events, const std::string& name) {
    Digest previous{};
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[i].version != static_cast<std::int64_t>(i) + 1) {
        fault("versions_follow", name,
              fmt::format("version {} stands at place {}", events[i].version, i + 1));
      }
      if (chain_hash(previous, events[i]) != events[i].hash) {
        fault("chain_unbroken", name, fmt::format("hash of version {} does not follow", events[i].version));
      }
      previous = events[i].hash;
    }
  }

  // An erased dossier keeps its commitments and nothing that they bind.
  void private_parts(store::Reader& reader, const State& state, const std::vector<Event>& events,
                     const std::string& name) {
    if (state.erased) {
      ++report.erased;
      const auto left = reader.one(sql::count_private, {state.id})->integer(0);
      if (left != 0) fault("erased_leaves_nothing", name, fmt::format("{} private rows are left", left));
      return;
    }
    for (const auto& event : events) {
      if (!event.commitment) continue;
      const auto row = reader.one(sql::private_of, {event.dossier, event.version});
      const auto key = row ? unwrap_key(keys, event.dossier, row->bytes(1)) : std::nullopt;
      if (!key || !open_part(*key, event.dossier, event.version, row->bytes(0), *event.commitment)) {
        fault("private_part_matches_commitment", name,
              fmt::format("version {} cannot be opened", event.version));
      }
    }
  }

  void row(store::Reader& reader, const State& folded, const std::string& name) {
    const auto row = reader.one(sql::row_of, {folded.id});
    CHECK(row.has_value());
    if (read_state(json::parse(row->text(0))) != folded) {
      fault("fold_equals_state", name, "the stored state is not what the events amount to");
    }
    if (!same_facts(*row, folded) || !same_times(*row, folded)) {
      fault("columns_equal_state", name, "the columns that lists read differ from the state");
    }
  }

  // What the machine cannot read is thrown on: on PostgreSQL the snapshot is lost with it.
  void dossier(store::Reader& reader, const Uuid& id) {
    ++report.dossiers;
    try {
      const auto events = read_events(reader, id);
      report.events += static_cast<std::int64_t>(events.size());
      chain(events, id.text());
      const State folded = fold(events);
      row(reader, folded, folded.code);
      private_parts(reader, folded, events, folded.code);
      if (const auto wrong = fault_in_positions_of(reader, id); !wrong.empty()) {
        fault("positions_follow_each_dossier", folded.code, wrong);
      }
    } catch (const store::StoreFailed&) {
      throw;
    } catch (const std::exception& e) {
      fault("events_are_readable", id.text(), e.what());
    }
  }

  void add(VerifyReport more) {
    report.dossiers += more.dossiers;
    report.events += more.events;
    report.erased += more.erased;
    for (auto& each : more.faults) report.faults.push_back(std::move(each));
  }

  void dossiers(store::Store& store, const std::vector<Uuid>& ids) {
    if (ids.empty()) return;
    Check part{keys, {}};
    try {
      store.read([&](store::Reader& reader) {
        part.report = {};
        for (const auto& id : ids) part.dossier(reader, id);
      });
      add(std::move(part.report));
    } catch (const store::StoreFailed& failed) {
      if (ids.size() == 1) {
        ++report.dossiers;
        fault("events_are_readable", ids.front().text(), failed.what());
        return;
      }
      for (const auto& id : ids) dossiers(store, {id});  // which of them it is
    }
  }

  // Each number up to the last was given, to exactly one dossier (the code is unique).
  void serials(store::Reader& reader) {
    for (const auto& each : reader.run(sql::serials)) {
      const auto day = parse_date(each.text(1));
      CHECK(day.has_value());
      const std::string stem = format_code({each.text(0)}, *day, 1);
      const std::string first = stem.substr(0, stem.size() - 4);
      const auto count = reader.one(sql::count_codes_like, {first, first + '~'})->integer(0);
      if (count != each.integer(2)) {
        fault("serials_have_no_gap", "",
              fmt::format("{} {}: {} given, {} found", each.text(0), each.text(1), each.integer(2), count));
      }
    }
  }
};

}  // namespace

VerifyReport verify(store::Store& store, const Keys& keys) {
  Check check{keys, {}};
  try {
    Uuid last;
    for (bool more = true; more;) {
      const auto rows = store.read([&](store::Reader& reader) {
        return reader.run(sql::ids_after, {last, page});
      });
      std::vector<Uuid> ids;
      for (const auto& row : rows) ids.push_back(row.uuid(0));
      check.dossiers(store, ids);
      more = rows.size() == page;
      if (!ids.empty()) last = ids.back();
    }
    store.read([&](store::Reader& reader) {
      const auto orphans = reader.one(sql::events_without_dossier)->integer(0);
      if (orphans != 0)
        check.fault("events_belong_to_a_dossier", "", fmt::format("{} events belong to none", orphans));
    });
    Check last_check{keys, {}};
    store.read([&](store::Reader& reader) {
      last_check.report = {};
      last_check.serials(reader);
      if (const auto wrong = fault_in_positions(reader); !wrong.empty()) {
        last_check.fault("positions_have_no_gap", "", wrong);
      }
    });
    check.add(std::move(last_check.report));
  } catch (const std::exception& failed) {
    check.fault("dossiers_can_be_listed", "", failed.what());
  }
  return std::move(check.report);
}

}  // namespace motcua::dossier
