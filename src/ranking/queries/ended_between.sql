-- the same of those that ended
SELECT id, code, procedure, channel, status, received_at, due_at, ended_at, handed_over_at FROM dossier_dossier
WHERE receiving_unit = $1 AND ended_at >= $2 AND ended_at < $3
  AND ($4 = '' OR procedure = $4) AND ($5 = 0 OR channel = $5) AND id > $6 ORDER BY id LIMIT $7
