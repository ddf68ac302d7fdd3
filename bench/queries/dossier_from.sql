-- The first dossier from this id on.
SELECT id FROM dossier_dossier WHERE id >= $1 ORDER BY id LIMIT 1
