-- one post or unit; now, end of today, end of the next working day ; procedure, step, channel
-- (each '' or 0 for any) → all, running, overdue, due today, due the next day
SELECT COUNT(*),
       COALESCE(SUM(CASE WHEN status IN (2, 4) THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN status IN (2, 4) AND due_at < $2 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN status IN (2, 4) AND due_at >= $2 AND due_at < $3 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN status IN (2, 4) AND due_at >= $3 AND due_at < $4 THEN 1 ELSE 0 END), 0)
FROM dossier_dossier
WHERE ((solving_unit = $1 OR receiving_unit = $1) AND status = 2 AND holder IS NULL AND given_to IS NULL
       OR receiving_unit = $1 AND status = 1)
  AND ($5 = '' OR procedure = $5) AND ($6 = '' OR step = $6) AND ($7 = 0 OR channel = $7)
