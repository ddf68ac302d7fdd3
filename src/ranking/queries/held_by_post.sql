-- What the officers of an agency have in hand: agency, today's first moment
SELECT holder, COUNT(*), CAST(SUM(CASE WHEN due_at < $2 THEN 1 ELSE 0 END) AS BIGINT) FROM dossier_dossier
WHERE solving_unit = $1 AND lane = 3 AND status <> 9 AND holder IS NOT NULL
GROUP BY holder ORDER BY holder
