-- last dossier seen, most rows wanted.
SELECT dossier, wrapped FROM dossier_key WHERE dossier > $1 ORDER BY dossier LIMIT $2
