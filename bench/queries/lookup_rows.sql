SELECT kind, digest, dossier FROM dossier_lookup
WHERE dossier IN (SELECT dossier FROM dossier_event WHERE seq > $1 AND seq <= $2 AND version = 1)
