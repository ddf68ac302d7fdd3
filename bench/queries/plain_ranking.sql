-- from, until → what a ranking would read without figures that are kept
SELECT receiving_unit, COUNT(*), CAST(SUM(CASE WHEN channel = 2 THEN 1 ELSE 0 END) AS BIGINT) FROM dossier_dossier
WHERE received_at >= $1 AND received_at < $2 AND submitted_at IS NOT NULL
GROUP BY receiving_unit
