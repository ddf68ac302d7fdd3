-- What gives each committed event its position, and who has read up to where.
CREATE TABLE dossier_position (
  position INTEGER PRIMARY KEY,    -- 1, 2, 3 … without a gap
  event    INTEGER NOT NULL UNIQUE  -- dossier_event.seq
) STRICT;

-- One row. Every event up to `frontier` that will ever be seen has its position; the same will hold up to
-- `marked` once all transactions before `marked_transaction` have ended.
CREATE TABLE dossier_append (
  id                 INTEGER PRIMARY KEY,
  frontier           INTEGER NOT NULL,
  marked             INTEGER NOT NULL,
  marked_transaction INTEGER NOT NULL
) STRICT;
INSERT INTO dossier_append (id, frontier, marked, marked_transaction) VALUES (1, 0, 0, 0);

CREATE TABLE dossier_reader (
  name     TEXT PRIMARY KEY,
  position INTEGER NOT NULL  -- the last one read
) STRICT;
