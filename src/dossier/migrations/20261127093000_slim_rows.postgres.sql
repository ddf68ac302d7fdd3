-- A post's own list and its figures are read from these alone. (The rows themselves are slim here already.)
DROP INDEX dossier_dossier_by_holder;
DROP INDEX dossier_dossier_by_given;
CREATE INDEX dossier_dossier_by_holder ON dossier_dossier (holder, lane_order, id)
WHERE holder IS NOT NULL AND clock_stopped_since IS NULL;
CREATE INDEX dossier_dossier_by_given ON dossier_dossier (given_to, lane_order, id, holder)
WHERE given_to IS NOT NULL AND clock_stopped_since IS NULL;
