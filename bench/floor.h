#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "place.h"

namespace motcua::bench {

// Events after `from` up to and including `to`, by their order of recording.
struct EventRange {
  std::int64_t from = 0, to = 0;
};
std::int64_t last_event(store::Store& store);

struct Floor {
  double per_second = 0;  // acts, or lives where `lives`
  double cpu_micros = 0;  // for each
  double statements = 0;  // mean of each
  double bytes = 0;       // mean of each, in columns
};

// SQLite: the rows that the program wrote in this range, written again by one thread with bare prepared
// statements into the same installation under other ids, one transaction for each batch of `batch_mean` acts;
// WAL, synchronous=FULL, the serial numbers of the same agencies, clocks and moves between lists included. No
// server may run. Takes at most `most` of time. `lives`: counts dossiers and not acts.
Floor sqlite_floor(const Place& place, const EventRange& range, double batch_mean, bool lives,
                   std::chrono::milliseconds most);

// PostgreSQL: pgbench with the program's own statements, rows of the mean sizes of this range, one
// transaction for each act sent as a pipeline after the serial number, `counters` clients.
enum class PostgresAct { file, advance, live };
Floor postgres_floor(const Place& place, const Database& database, const EventRange& range, PostgresAct act,
                     std::chrono::milliseconds length, const std::string& scratch);

// nginx with one file of these bytes, asked by the same client over the same connections. 0 when nginx is
// not installed.
struct StaticFloor {
  double per_second = 0, p99 = 0;
};
StaticFloor nginx_floor(const std::string& scratch, const std::string& body, const std::string& headers,
                        std::chrono::milliseconds length);

}  // namespace motcua::bench
