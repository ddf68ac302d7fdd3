-- after this position, up to that one: whose figures these events are
SELECT DISTINCT d.receiving_unit
FROM dossier_position p JOIN dossier_event e ON e.seq = p.event JOIN dossier_dossier d ON d.id = e.dossier
WHERE p.position > $1 AND p.position <= $2 ORDER BY d.receiving_unit
