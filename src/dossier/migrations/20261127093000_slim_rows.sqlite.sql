-- A row of 2.6 kB in a table without rowid makes a tree that branches by four: at 2 million dossiers each look went through
-- eight pages and an overflow. As a table with rowid it branches by hundreds, and the index on id is slim.
CREATE TABLE dossier_slim (
  id                  BLOB NOT NULL PRIMARY KEY,
  version             INTEGER NOT NULL,
  code                TEXT NOT NULL UNIQUE,
  procedure           TEXT NOT NULL,
  channel             INTEGER NOT NULL,
  status              INTEGER NOT NULL,
  halt                INTEGER NOT NULL,
  receiving_unit      TEXT NOT NULL,
  solving_unit        TEXT NOT NULL,
  step                TEXT,
  holder              BLOB,
  given_to            BLOB,
  due_at              INTEGER,
  submitted_at        INTEGER,
  received_at         INTEGER,
  clock_stopped_since INTEGER,
  ended_at            INTEGER,
  handed_over_at      INTEGER,
  state               TEXT NOT NULL,
  lane INTEGER GENERATED ALWAYS AS (
    CASE
      WHEN status = 1 THEN 1
      WHEN status = 2 AND holder IS NULL AND given_to IS NULL THEN 2
      WHEN status IN (2, 4, 9) THEN 3
      WHEN status IN (5, 6) OR status = 8 AND halt = 1 THEN 4
      ELSE 5 END) VIRTUAL,
  lane_order INTEGER GENERATED ALWAYS AS (
    CASE
      WHEN status IN (3, 7, 10) OR status = 8 AND halt <> 1 THEN -COALESCE(handed_over_at, ended_at, 0)
      WHEN status = 9 THEN 2000000000000000 + COALESCE(due_at, 1000000000000000)
      ELSE COALESCE(due_at, 1000000000000000) END) VIRTUAL
) STRICT;
INSERT INTO dossier_slim (id, version, code, procedure, channel, status, halt, receiving_unit, solving_unit, step, holder,
                          given_to, due_at, submitted_at, received_at, clock_stopped_since, ended_at, handed_over_at, state)
SELECT id, version, code, procedure, channel, status, halt, receiving_unit, solving_unit, step, holder,
       given_to, due_at, submitted_at, received_at, clock_stopped_since, ended_at, handed_over_at, state
FROM dossier_dossier ORDER BY id;
DROP TABLE dossier_dossier;
ALTER TABLE dossier_slim RENAME TO dossier_dossier;
CREATE INDEX dossier_dossier_by_solving ON dossier_dossier (solving_unit, lane, lane_order, id);
CREATE INDEX dossier_dossier_by_receiving ON dossier_dossier (receiving_unit, lane, lane_order, id)
WHERE receiving_unit <> solving_unit;
CREATE INDEX dossier_dossier_by_reception ON dossier_dossier (receiving_unit, received_at, id)
WHERE received_at IS NOT NULL;
-- A post's own list and its figures are read from these alone.
CREATE INDEX dossier_dossier_by_holder ON dossier_dossier (holder, lane_order, id)
WHERE holder IS NOT NULL AND clock_stopped_since IS NULL;
CREATE INDEX dossier_dossier_by_given ON dossier_dossier (given_to, lane_order, id, holder)
WHERE given_to IS NOT NULL AND clock_stopped_since IS NULL;
