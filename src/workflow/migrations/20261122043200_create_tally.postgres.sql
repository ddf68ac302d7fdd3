-- How many dossiers of each agency stand in each lane (dossier/lane.h): tallies up to a moment, and the moves since.
-- Acts only add moves, so no two of them wait for the same row; a job folds the moves into the tallies.
CREATE TABLE workflow_tally (
  unit      TEXT NOT NULL,
  lane      BIGINT NOT NULL,
  procedure TEXT NOT NULL,
  channel   BIGINT NOT NULL,
  dossiers  BIGINT NOT NULL,
  PRIMARY KEY (unit, lane, procedure, channel)
);

CREATE TABLE workflow_move (
  id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit      TEXT NOT NULL,
  procedure TEXT NOT NULL,
  channel   BIGINT NOT NULL,
  from_lane BIGINT NOT NULL,  -- 0: it was not counted there
  to_lane   BIGINT NOT NULL   -- 0: it is not counted there any more
);

INSERT INTO workflow_tally (unit, lane, procedure, channel, dossiers)
SELECT unit, lane, procedure, channel, COUNT(*) FROM (
  SELECT solving_unit AS unit, lane, procedure, channel FROM dossier_dossier
  WHERE lane <> 1 OR receiving_unit = solving_unit
  UNION ALL
  SELECT receiving_unit, lane, procedure, channel FROM dossier_dossier WHERE receiving_unit <> solving_unit) counted
GROUP BY unit, lane, procedure, channel;

-- Rows live for a second: what they leave is cleared away early, since every count reads the whole table.
ALTER TABLE workflow_move SET (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0,
                               autovacuum_vacuum_insert_threshold = -1);
