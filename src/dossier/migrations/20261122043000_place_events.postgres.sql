-- What gives each committed event its position, and who has read up to where.
CREATE TABLE dossier_position (
  position BIGINT PRIMARY KEY,    -- 1, 2, 3 … without a gap
  event    BIGINT NOT NULL UNIQUE  -- dossier_event.seq
);

-- One row. Every event up to `frontier` that will ever be seen has its position; the same will hold up to
-- `marked` once all transactions before `marked_transaction` have ended.
CREATE TABLE dossier_append (
  id                 BIGINT PRIMARY KEY,
  frontier           BIGINT NOT NULL,
  marked             BIGINT NOT NULL,
  marked_transaction BIGINT NOT NULL
);
INSERT INTO dossier_append (id, frontier, marked, marked_transaction) VALUES (1, 0, 0, 0);

CREATE TABLE dossier_reader (
  name     TEXT PRIMARY KEY,
  position BIGINT NOT NULL  -- the last one read
);
