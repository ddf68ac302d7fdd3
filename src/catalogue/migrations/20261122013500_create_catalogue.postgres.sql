-- One row for each procedure code ever seen; last_number is the number of its newest version.
CREATE TABLE catalogue_procedure (
  code TEXT NOT NULL PRIMARY KEY,
  last_number BIGINT NOT NULL
);

-- What the catalogue said, from when to when. Only valid_to of an open version is ever changed: dossiers refer to
-- (code, number) for decades.
CREATE TABLE catalogue_version (
  code TEXT NOT NULL REFERENCES catalogue_procedure (code),
  number BIGINT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('curated', 'imported')),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  checksum BYTEA NOT NULL,
  body TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (code, number)
);

-- At most one open version of each source.
CREATE UNIQUE INDEX catalogue_version_open ON catalogue_version (code, source) WHERE valid_to IS NULL;
