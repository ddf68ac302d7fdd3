SELECT e.version, p.position FROM dossier_event e LEFT JOIN dossier_position p ON p.event = e.seq
WHERE e.dossier = $1 ORDER BY e.version
