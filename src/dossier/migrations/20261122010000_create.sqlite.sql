CREATE TABLE dossier_event (
  seq             INTEGER PRIMARY KEY,  -- order of recording
  dossier         BLOB NOT NULL,
  version         INTEGER NOT NULL,
  type            TEXT NOT NULL,
  payload_version INTEGER NOT NULL,
  payload         TEXT NOT NULL,
  actor_kind      INTEGER NOT NULL,
  actor           TEXT NOT NULL,
  helper          TEXT,
  occurred_at     INTEGER NOT NULL,
  recorded_at     INTEGER NOT NULL,
  idempotency_key BLOB NOT NULL,
  commitment      BLOB,
  hash            BLOB NOT NULL,
  UNIQUE (dossier, version)
) STRICT;

CREATE TRIGGER dossier_event_stays BEFORE UPDATE ON dossier_event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER dossier_event_is_kept BEFORE DELETE ON dossier_event
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

CREATE TABLE dossier_private (
  dossier BLOB NOT NULL,
  version INTEGER NOT NULL,
  sealed  BLOB NOT NULL,
  PRIMARY KEY (dossier, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_key (
  dossier BLOB PRIMARY KEY,
  wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_lookup (
  kind    INTEGER NOT NULL,
  digest  BLOB NOT NULL,
  dossier BLOB NOT NULL,
  PRIMARY KEY (kind, digest, dossier)
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_lookup_by_dossier ON dossier_lookup (dossier);

CREATE TABLE dossier_act (
  idempotency_key BLOB PRIMARY KEY,
  dossier         BLOB NOT NULL,
  version         INTEGER NOT NULL,
  digest          BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_serial (
  series TEXT NOT NULL,
  day    TEXT NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (series, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_foreign_code (
  code    TEXT NOT NULL,
  dossier BLOB NOT NULL,
  system  TEXT NOT NULL,
  PRIMARY KEY (code, dossier)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_dossier (
  id                  BLOB PRIMARY KEY,
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
  state               TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_dossier_by_holder ON dossier_dossier (holder, due_at) WHERE holder IS NOT NULL;
CREATE INDEX dossier_dossier_by_given ON dossier_dossier (given_to, due_at) WHERE given_to IS NOT NULL;
CREATE INDEX dossier_dossier_by_solving ON dossier_dossier (solving_unit, status, due_at);
CREATE INDEX dossier_dossier_by_receiving ON dossier_dossier (receiving_unit, status, due_at);
