-- A post's work in the hands of another post for some days: absence, delegation.
CREATE TABLE identity_cover (
  id       BLOB PRIMARY KEY,
  post     BLOB NOT NULL REFERENCES identity_post (id),
  by_post  BLOB NOT NULL REFERENCES identity_post (id),
  kind     TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day   TEXT NOT NULL,
  made_by  BLOB NOT NULL REFERENCES identity_official (id),
  made_at  INTEGER NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_cover_by_post ON identity_cover (post);
CREATE INDEX identity_cover_by_cover ON identity_cover (by_post);
