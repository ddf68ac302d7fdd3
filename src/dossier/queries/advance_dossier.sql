-- update_dossier of an act that leaves alone how the dossier came in: SQLite renews every index that a column in SET
-- stands in, changed or not.
UPDATE dossier_dossier
SET version = $2, status = $3, halt = $4, solving_unit = $5, step = $6, holder = $7, given_to = $8, due_at = $9,
    clock_stopped_since = $10, ended_at = $11, handed_over_at = $12, state = $13
WHERE id = $1
