-- How many dossiers of each agency stand in each lane (dossier/lane.h): tallies up to a moment, and the moves since.
-- Acts only add moves, so no two of them wait for the same row; a job folds the moves into the tallies.
CREATE TABLE workflow_tally (
  unit      TEXT NOT NULL,
  lane      INTEGER NOT NULL,
  procedure TEXT NOT NULL,
  channel   INTEGER NOT NULL,
  dossiers  INTEGER NOT NULL,
  PRIMARY KEY (unit, lane, procedure, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE workflow_move (
  id        INTEGER PRIMARY KEY,
  unit      TEXT NOT NULL,
  procedure TEXT NOT NULL,
  channel   INTEGER NOT NULL,
  from_lane INTEGER NOT NULL,  -- 0: it was not counted there
  to_lane   INTEGER NOT NULL   -- 0: it is not counted there any more
) STRICT;

INSERT INTO workflow_tally (unit, lane, procedure, channel, dossiers)
SELECT unit, lane, procedure, channel, COUNT(*) FROM (
  SELECT solving_unit AS unit, lane, procedure, channel FROM dossier_dossier
  WHERE lane <> 1 OR receiving_unit = solving_unit
  UNION ALL
  SELECT receiving_unit, lane, procedure, channel FROM dossier_dossier WHERE receiving_unit <> solving_unit) counted
GROUP BY unit, lane, procedure, channel;
