CREATE TABLE dossier_event (
  seq             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- order of recording, visible out of order
  transaction_id  xid8 NOT NULL DEFAULT pg_current_xact_id(),       -- readers stay below pg_snapshot_xmin
  dossier         BYTEA NOT NULL,
  version         BIGINT NOT NULL,
  type            TEXT NOT NULL,
  payload_version BIGINT NOT NULL,
  payload         TEXT NOT NULL,
  actor_kind      BIGINT NOT NULL,
  actor           TEXT NOT NULL,
  helper          TEXT,
  occurred_at     BIGINT NOT NULL,
  recorded_at     BIGINT NOT NULL,
  idempotency_key BYTEA NOT NULL,
  commitment      BYTEA,
  hash            BYTEA NOT NULL,
  UNIQUE (dossier, version)
);

CREATE FUNCTION dossier_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'an event is never changed or deleted';
END
$body$;
CREATE TRIGGER dossier_event_is_kept BEFORE UPDATE OR DELETE ON dossier_event
FOR EACH ROW EXECUTE FUNCTION dossier_event_is_kept();

CREATE TABLE dossier_private (
  dossier BYTEA NOT NULL,
  version BIGINT NOT NULL,
  sealed  BYTEA NOT NULL,
  PRIMARY KEY (dossier, version)
);

CREATE TABLE dossier_key (
  dossier BYTEA PRIMARY KEY,
  wrapped BYTEA NOT NULL
);

CREATE TABLE dossier_lookup (
  kind    BIGINT NOT NULL,
  digest  BYTEA NOT NULL,
  dossier BYTEA NOT NULL,
  PRIMARY KEY (kind, digest, dossier)
);
CREATE INDEX dossier_lookup_by_dossier ON dossier_lookup (dossier);

CREATE TABLE dossier_act (
  idempotency_key BYTEA PRIMARY KEY,
  dossier         BYTEA NOT NULL,
  version         BIGINT NOT NULL,
  digest          BYTEA NOT NULL
);

CREATE TABLE dossier_serial (
  series TEXT NOT NULL,
  day    TEXT NOT NULL,
  last   BIGINT NOT NULL,
  PRIMARY KEY (series, day)
);

CREATE TABLE dossier_foreign_code (
  code    TEXT NOT NULL,
  dossier BYTEA NOT NULL,
  system  TEXT NOT NULL,
  PRIMARY KEY (code, dossier)
);

CREATE TABLE dossier_dossier (
  id                  BYTEA PRIMARY KEY,
  version             BIGINT NOT NULL,
  code                TEXT NOT NULL UNIQUE,
  procedure           TEXT NOT NULL,
  channel             BIGINT NOT NULL,
  status              BIGINT NOT NULL,
  halt                BIGINT NOT NULL,
  receiving_unit      TEXT NOT NULL,
  solving_unit        TEXT NOT NULL,
  step                TEXT,
  holder              BYTEA,
  given_to            BYTEA,
  due_at              BIGINT,
  submitted_at        BIGINT,
  received_at         BIGINT,
  clock_stopped_since BIGINT,
  ended_at            BIGINT,
  handed_over_at      BIGINT,
  state               TEXT NOT NULL
);
CREATE INDEX dossier_dossier_by_holder ON dossier_dossier (holder, due_at) WHERE holder IS NOT NULL;
CREATE INDEX dossier_dossier_by_given ON dossier_dossier (given_to, due_at) WHERE given_to IS NOT NULL;
CREATE INDEX dossier_dossier_by_solving ON dossier_dossier (solving_unit, status, due_at);
CREATE INDEX dossier_dossier_by_receiving ON dossier_dossier (receiving_unit, status, due_at);
