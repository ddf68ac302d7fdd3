-- lane: 1 submitted, 2 nobody has it, 3 open, 4 its clock stands, 5 closed (lane.h). lane_order: by due date, then
-- those without one, then results that wait to be handed over; closed ones the newest first.
-- One index answers every list and count of an agency; a dossier received and solved by the same one stands in it once.
ALTER TABLE dossier_dossier ADD COLUMN lane INTEGER GENERATED ALWAYS AS (
  CASE
    WHEN status = 1 THEN 1
    WHEN status = 2 AND holder IS NULL AND given_to IS NULL THEN 2
    WHEN status IN (2, 4, 9) THEN 3
    WHEN status IN (5, 6) OR status = 8 AND halt = 1 THEN 4
    ELSE 5 END) VIRTUAL;
ALTER TABLE dossier_dossier ADD COLUMN lane_order INTEGER GENERATED ALWAYS AS (
  CASE
    WHEN status IN (3, 7, 10) OR status = 8 AND halt <> 1 THEN -COALESCE(handed_over_at, ended_at, 0)
    WHEN status = 9 THEN 2000000000000000 + COALESCE(due_at, 1000000000000000)
    ELSE COALESCE(due_at, 1000000000000000) END) VIRTUAL;
DROP INDEX dossier_dossier_by_solving;
DROP INDEX dossier_dossier_by_receiving;
CREATE INDEX dossier_dossier_by_solving ON dossier_dossier (solving_unit, lane, lane_order, id);
CREATE INDEX dossier_dossier_by_receiving ON dossier_dossier (receiving_unit, lane, lane_order, id)
WHERE receiving_unit <> solving_unit;
