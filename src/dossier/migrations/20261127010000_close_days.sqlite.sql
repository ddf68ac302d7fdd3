-- What was said and signed of each day, once. Which events it is about: dossier/day.h, day_of.
CREATE TABLE dossier_day (
  day       TEXT PRIMARY KEY,
  position  INTEGER NOT NULL,  -- the last one given when the day was closed
  events    INTEGER NOT NULL,
  first     INTEGER NOT NULL,  -- positions of its first and last event; last = first - 1 when it has none
  last      INTEGER NOT NULL,
  open_from INTEGER NOT NULL,  -- no event below this position belongs to a later day
  statement TEXT NOT NULL,     -- canonical JSON
  signature BLOB NOT NULL
) STRICT;

CREATE TRIGGER dossier_day_stays BEFORE UPDATE ON dossier_day
BEGIN SELECT RAISE(ABORT, 'a closed day is never changed'); END;
CREATE TRIGGER dossier_day_is_kept BEFORE DELETE ON dossier_day
BEGIN SELECT RAISE(ABORT, 'a closed day is never deleted'); END;
