-- The dossiers that held_by_post.sql counts for one officer: holder, agency, today's first moment, 1 for those whose due
-- date has passed and 0 for the others, procedure or '' for all, channel or 0 for all, the last id, how many
SELECT id, code, procedure, channel, status, received_at, due_at, ended_at, handed_over_at FROM dossier_dossier
WHERE holder = $1 AND clock_stopped_since IS NULL AND lane = 3 AND status <> 9 AND ($2 = '' OR solving_unit = $2)
  AND (CASE WHEN due_at < $3 THEN 1 ELSE 0 END) = $4
  AND ($5 = '' OR procedure = $5) AND ($6 = 0 OR channel = $6) AND id > $7 ORDER BY id LIMIT $8
