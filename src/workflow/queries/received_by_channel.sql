-- an agency, from, until → dossiers accepted, by channel
SELECT channel, COUNT(*) FROM dossier_dossier
WHERE receiving_unit = $1 AND received_at IS NOT NULL AND received_at >= $2 AND received_at < $3
GROUP BY channel ORDER BY channel
