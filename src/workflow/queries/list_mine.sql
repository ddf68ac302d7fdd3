-- one post or unit, procedure, step, channel (each '' or 0 for any), rows, rows to pass over
SELECT id, state FROM dossier_dossier
WHERE (holder = $1 OR given_to = $1) AND clock_stopped_since IS NULL
  AND ($2 = '' OR procedure = $2) AND ($3 = '' OR step = $3) AND ($4 = 0 OR channel = $4)
ORDER BY CASE WHEN status = 9 THEN 2 WHEN due_at IS NULL THEN 1 ELSE 0 END, due_at, id
LIMIT $5 OFFSET $6
