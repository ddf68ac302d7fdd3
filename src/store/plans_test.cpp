// No statement of a person's request reads a large table from end to end, at 100,000 dossiers on either
// engine.
#include "store/testing/plans.h"

#include <gmock/gmock.h>
#include <libpq-fe.h>

#include "all_sql.h"
#include "store/testing.h"

namespace motcua::store {
namespace {

using testing::IsEmpty;

// Statistics are all that a plan depends on, so the rows have the right numbers, spread and width, and no
// meaning: 100,000 dossiers of 150 agencies, five in a hundred open, eight events each.
constexpr const char* fill = R"sql(
INSERT INTO dossier_dossier (id, version, code, procedure, channel, status, halt, receiving_unit, solving_unit, step, holder,
                             given_to, due_at, submitted_at, received_at, ended_at, handed_over_at, state)
SELECT decode(lpad(to_hex(n), 32, '0'), 'hex'), 8, 'H18.' || n % 150 || '-' || n, '1.' || n % 200, 1 + n % 3,
       CASE WHEN n % 20 <> 0 THEN 10 ELSE 1 + (n / 20) % 6 END, 0, 'u' || n % 150,
       'u' || CASE WHEN n % 10 = 0 THEN (n + 7) % 150 ELSE n % 150 END,
       CASE WHEN n % 20 = 0 THEN 'solve' END, CASE WHEN n % 40 = 0 THEN decode(lpad(to_hex(n % 900), 32, '0'), 'hex') END,
       CASE WHEN n % 40 = 20 THEN decode(lpad(to_hex(n % 900), 32, '0'), 'hex') END, 1795000000000 + n * 1000,
       1794000000000 + n * 1000, 1794000000000 + n * 1000, 1794100000000 + n * 1000, 1794200000000 + n * 1000, repeat('x', 900)
FROM generate_series(1, 100000) n;
INSERT INTO dossier_event (dossier, version, type, payload_version, payload, actor_kind, actor, occurred_at, recorded_at,
                           idempotency_key, hash)
SELECT id, v, 'step_taken', 1, repeat('x', 100), 0, 'post', 1794000000000, 1794000000000, id, id
FROM dossier_dossier, generate_series(1, 8) v;
INSERT INTO dossier_position (position, event) SELECT seq, seq FROM dossier_event;
INSERT INTO dossier_private (dossier, version, sealed) SELECT id, 1, id FROM dossier_dossier;
INSERT INTO dossier_key (dossier, wrapped) SELECT id, id FROM dossier_dossier;
INSERT INTO dossier_lookup (kind, digest, dossier)
SELECT 1 + k % 4, decode(lpad(to_hex(hashtext(k || 'd' || id) & 65535), 32, '0'), 'hex'), id
FROM dossier_dossier, generate_series(1, 5) k ON CONFLICT DO NOTHING;
INSERT INTO dossier_act (idempotency_key, dossier, version, digest)
SELECT decode(md5(seq::text), 'hex'), dossier, version, hash FROM dossier_event;
INSERT INTO dossier_foreign_code (code, dossier, system) SELECT 'old-' || code, id, 'old' FROM dossier_dossier;
INSERT INTO identity_access (at, official, post, dossier, reason)
SELECT 1794000000000, id, id, id, 'dossier page' FROM dossier_dossier, generate_series(1, 3);
INSERT INTO workflow_clock (dossier, unit, receiving_unit, procedure, catalogue_version, channel, step, holder, given_to, since,
                            step_due, due_at, next_at)
SELECT id, solving_unit, receiving_unit, procedure, 1, channel, 'solve', holder, given_to, submitted_at, due_at, due_at, due_at
FROM dossier_dossier WHERE status < 10;
INSERT INTO workflow_call (post, dossier, step, step_due, rung, called, called_at, acknowledged_at)
SELECT decode(lpad(to_hex(hashtext(code) & 511), 32, '0'), 'hex'), id, 'solve', due_at, 'overdue', 'holder', due_at,
       CASE WHEN status = 10 THEN due_at END
FROM dossier_dossier;
INSERT INTO workflow_solved (unit, procedure, post, dossier, at)
SELECT solving_unit, procedure, 'post', id, ended_at FROM dossier_dossier;
INSERT INTO ranking_cell (made, view, grain, start, scope, item, channel)
SELECT 1, view, 1, 20000 + day, 'u' || unit, CASE WHEN view = 1 THEN '' ELSE '1.' || unit END, 1 + day % 3
FROM generate_series(1, 3) view, generate_series(1, 1000) day, generate_series(0, 149) unit
WHERE unit % 5 = day % 5;
INSERT INTO ranking_time (made, view, grain, start, scope, item, channel, minutes, dossiers)
SELECT made, view, grain, start, scope, item, channel, 60 * start, 1 FROM ranking_cell;
INSERT INTO workflow_tally (unit, lane, procedure, channel, dossiers)
SELECT 'u' || unit, lane, '1.' || n, channel, 1
FROM generate_series(0, 149) unit, generate_series(2, 5) lane, generate_series(1, 60) n, generate_series(1, 3) channel;
INSERT INTO dossier_serial (series, day, last)
SELECT 'H18.' || unit, CAST(DATE '2025-01-01' + day AS TEXT), 20 FROM generate_series(0, 149) unit, generate_series(1, 600) day;
INSERT INTO feedback_opinion (id, submission, unit, state, version, received_at, sealed)
SELECT id, id, receiving_unit, 1 + CAST(received_at / 1000 AS BIGINT) % 3, 1, received_at, decode(repeat('00', 250), 'hex')
FROM dossier_dossier;
UPDATE ranking_state SET made = 1, last_made = 1;
ANALYZE;
)sql";

void fill_postgres(const std::string& url) {
  PGconn* connection = PQconnectdb(url.c_str());
  PGresult* result = PQexec(connection, fill);
  EXPECT_EQ(PQresultStatus(result), PGRES_COMMAND_OK) << PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
}

std::vector<std::string> told(const std::vector<Scan>& scans) {
  std::vector<std::string> lines;
  for (const Scan& scan : scans) lines.push_back(scan.query + ": " + scan.table + ": " + scan.detail);
  return lines;
}

TEST(Plans, NoStatementScansALargeTableOnSqlite) {
  const TestStore store({Engine::sqlite, "sqlite"}, all_migrations());
  EXPECT_THAT(told(scans_of_large_tables(store.options(), all_queries())), IsEmpty());
}

TEST(Plans, NoStatementScansALargeTableOnPostgres) {
  const TestStore store({Engine::postgres, "postgres"}, all_migrations());
  fill_postgres(store.options().database);
  EXPECT_THAT(told(scans_of_large_tables(store.options(), all_queries())), IsEmpty());
}

// The check itself: what it must find, and what it must let pass.
TEST(Plans, AScanIsFoundAndASearchIsNot) {
  static constexpr Query scan{"test/scan", "SELECT id FROM dossier_dossier d WHERE d.procedure = $1",
                              "SELECT id FROM dossier_dossier d WHERE d.procedure = $1"};
  static constexpr Query count{"test/count", "SELECT COUNT(*) FROM dossier_event",
                               "SELECT COUNT(*) FROM dossier_event"};
  static constexpr Query sorted{"test/sorted",
                                "SELECT dossier FROM dossier_lookup ORDER BY dossier, digest LIMIT 5",
                                "SELECT dossier FROM dossier_lookup ORDER BY digest, dossier LIMIT 5"};
  static constexpr Query change{"test/change", "UPDATE dossier_act SET version = 1 WHERE version = $1",
                                "UPDATE dossier_act SET version = 1 WHERE version = $1"};
  static constexpr Query search{"test/search", "SELECT state FROM dossier_dossier WHERE id = $1",
                                "SELECT state FROM dossier_dossier WHERE id = $1"};
  static constexpr Query newest{"test/newest", "SELECT MAX(seq) FROM dossier_event",
                                "SELECT MAX(seq) FROM dossier_event"};
  static constexpr Query declared{"test/declared", "-- scans: a recount\nSELECT COUNT(*) FROM dossier_event",
                                  "-- scans: a recount\nSELECT COUNT(*) FROM dossier_event"};
  for (const EngineParam& engine : engines()) {
    const TestStore store(engine, all_migrations());
    if (engine.engine == Engine::postgres) fill_postgres(store.options().database);
    std::set<std::string> found;
    for (const Scan& each : scans_of_large_tables(
             store.options(), {&scan, &count, &sorted, &change, &search, &newest, &declared})) {
      found.insert(each.query + " " + each.table);
    }
    EXPECT_EQ(found, (std::set<std::string>{"test/scan dossier_dossier", "test/count dossier_event",
                                            "test/sorted dossier_lookup", "test/change dossier_act"}))
        << engine;
  }
}

}  // namespace
}  // namespace motcua::store
