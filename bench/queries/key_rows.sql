SELECT dossier, wrapped FROM dossier_key
WHERE dossier IN (SELECT dossier FROM dossier_event WHERE seq > $1 AND seq <= $2 AND version = 1)
