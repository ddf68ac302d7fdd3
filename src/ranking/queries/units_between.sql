-- after this position, up to that one, 200 of them at most (most_events): whose figures these events are
SELECT DISTINCT d.receiving_unit
FROM (SELECT event FROM dossier_position WHERE position > $1 AND position <= $2 ORDER BY position LIMIT 200) p
JOIN dossier_event e ON e.seq = p.event JOIN dossier_dossier d ON d.id = e.dossier
ORDER BY d.receiving_unit
