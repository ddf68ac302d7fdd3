-- kind, digest, most rows wanted; the newest dossiers first (ids are made in order of time).
SELECT dossier FROM dossier_lookup WHERE kind = $1 AND digest = $2 ORDER BY dossier DESC LIMIT $3
