-- above this position, up to this one, most → what closing a day needs of each event
SELECT p.position, e.dossier, e.version, e.recorded_at, e.hash
FROM dossier_position p JOIN dossier_event e ON e.seq = p.event
WHERE p.position > $1 AND p.position <= $2 ORDER BY p.position LIMIT $3
