-- one post or unit, procedure, step, channel (each '' or 0 for any), rows, rows to pass over
SELECT id, state FROM dossier_dossier
WHERE (solving_unit = $1 OR receiving_unit = $1) AND (status IN (3, 7, 10) OR status = 8 AND halt = 2)
  AND ($2 = '' OR procedure = $2) AND ($3 = '' OR step = $3) AND ($4 = 0 OR channel = $4)
ORDER BY COALESCE(handed_over_at, ended_at) DESC, id
LIMIT $5 OFFSET $6
