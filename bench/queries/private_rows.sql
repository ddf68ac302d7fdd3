SELECT p.dossier, p.version, p.sealed FROM dossier_event AS e
JOIN dossier_private AS p ON p.dossier = e.dossier AND p.version = e.version
WHERE e.seq > $1 AND e.seq <= $2 AND e.commitment IS NOT NULL
