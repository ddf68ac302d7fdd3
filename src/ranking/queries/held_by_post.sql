-- What the officers of an agency have in hand: agency, today's first moment, channel or 0 for all
SELECT holder, COUNT(*), CAST(SUM(CASE WHEN due_at < $2 THEN 1 ELSE 0 END) AS BIGINT) FROM dossier_dossier
WHERE solving_unit = $1 AND lane = 3 AND status <> 9 AND holder IS NOT NULL AND ($3 = 0 OR channel = $3)
GROUP BY holder ORDER BY holder
