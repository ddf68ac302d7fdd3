CREATE TABLE identity_official (
  id            BLOB PRIMARY KEY,
  account       TEXT NOT NULL UNIQUE,
  display_name  TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change   INTEGER NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_post (
  id         BLOB PRIMARY KEY,
  official   BLOB NOT NULL REFERENCES identity_official (id),
  role       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  office     TEXT NOT NULL,
  title      TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_post_by_official ON identity_post (official);
CREATE INDEX identity_post_by_unit ON identity_post (unit);

CREATE TABLE identity_session (
  digest       BLOB PRIMARY KEY,
  official     BLOB NOT NULL REFERENCES identity_official (id),
  created_at   INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_session_by_official ON identity_session (official);
CREATE INDEX identity_session_by_age ON identity_session (last_seen_at);

-- Wrong passwords by account and by address; an address or a name that nobody has is kept a day.
CREATE TABLE identity_failure (
  subject        TEXT PRIMARY KEY,
  failures       INTEGER NOT NULL,
  last_failed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_failure_by_age ON identity_failure (last_failed_at);

-- Who looked at which person's data, and why.
CREATE TABLE identity_access (
  position INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  official BLOB NOT NULL,
  post     BLOB,
  dossier  BLOB,
  reason   TEXT NOT NULL
) STRICT;
CREATE INDEX identity_access_by_dossier ON identity_access (dossier, position);

CREATE TRIGGER identity_access_stays BEFORE UPDATE ON identity_access
BEGIN SELECT RAISE(ABORT, 'the access log is never changed'); END;
CREATE TRIGGER identity_access_is_kept BEFORE DELETE ON identity_access
BEGIN SELECT RAISE(ABORT, 'the access log is never deleted'); END;
