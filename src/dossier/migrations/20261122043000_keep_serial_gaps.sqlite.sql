-- Numbers that are left out for ever: an installation that was lost may have given them to people.
CREATE TABLE dossier_serial_gap (
  series      TEXT NOT NULL,
  day         TEXT NOT NULL,
  first       INTEGER NOT NULL,
  last        INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (series, day, first)
) STRICT, WITHOUT ROWID;

-- The erasures of decades are few; found without reading the other events.
CREATE INDEX dossier_event_by_erasing ON dossier_event (seq) WHERE type = 'private_erased';
