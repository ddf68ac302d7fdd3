-- What was said and signed of each day, once. Which events it is about: dossier/day.h, day_of.
CREATE TABLE dossier_day (
  day       TEXT PRIMARY KEY,
  position  BIGINT NOT NULL,  -- the last one given when the day was closed
  events    BIGINT NOT NULL,
  first     BIGINT NOT NULL,  -- positions of its first and last event; last = first - 1 when it has none
  last      BIGINT NOT NULL,
  open_from BIGINT NOT NULL,  -- no event below this position belongs to a later day
  statement TEXT NOT NULL,    -- canonical JSON
  signature BYTEA NOT NULL
);

CREATE FUNCTION dossier_day_is_kept() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'a closed day is never changed or deleted';
END
$body$;
CREATE TRIGGER dossier_day_is_kept BEFORE UPDATE OR DELETE ON dossier_day
FOR EACH ROW EXECUTE FUNCTION dossier_day_is_kept();
