SELECT e.version
FROM dossier_event e
WHERE e.dossier = $1 AND e.type = 'supplement_received' AND e.commitment IS NOT NULL
ORDER BY e.version
