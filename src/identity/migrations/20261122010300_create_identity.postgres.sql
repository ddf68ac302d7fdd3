CREATE TABLE identity_official (
  id            BYTEA PRIMARY KEY,
  account       TEXT NOT NULL UNIQUE,
  display_name  TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change   BIGINT NOT NULL,
  created_at    BIGINT NOT NULL
);

CREATE TABLE identity_post (
  id         BYTEA PRIMARY KEY,
  official   BYTEA NOT NULL REFERENCES identity_official (id),
  role       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  office     TEXT NOT NULL,
  title      TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT
);
CREATE INDEX identity_post_by_official ON identity_post (official);
CREATE INDEX identity_post_by_unit ON identity_post (unit);

CREATE TABLE identity_session (
  digest       BYTEA PRIMARY KEY,
  official     BYTEA NOT NULL REFERENCES identity_official (id),
  created_at   BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL
);
CREATE INDEX identity_session_by_official ON identity_session (official);
CREATE INDEX identity_session_by_age ON identity_session (last_seen_at);

-- Wrong passwords by account and by address; an address or a name that nobody has is kept a day.
CREATE TABLE identity_failure (
  subject        TEXT PRIMARY KEY,
  failures       BIGINT NOT NULL,
  last_failed_at BIGINT NOT NULL
);
CREATE INDEX identity_failure_by_age ON identity_failure (last_failed_at);

-- Who looked at which person's data, and why.
CREATE TABLE identity_access (
  position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at       BIGINT NOT NULL,
  official BYTEA NOT NULL,
  post     BYTEA,
  dossier  BYTEA,
  reason   TEXT NOT NULL
);
CREATE INDEX identity_access_by_dossier ON identity_access (dossier, position);

CREATE FUNCTION identity_access_is_kept() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'the access log is never changed or deleted';
END
$body$;
CREATE TRIGGER identity_access_is_kept BEFORE UPDATE OR DELETE ON identity_access
FOR EACH ROW EXECUTE FUNCTION identity_access_is_kept();
CREATE TRIGGER identity_access_is_not_emptied BEFORE TRUNCATE ON identity_access
FOR EACH STATEMENT EXECUTE FUNCTION identity_access_is_kept();
