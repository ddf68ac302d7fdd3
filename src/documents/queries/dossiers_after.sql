-- All dossiers in order of id, page by page.
SELECT id FROM dossier_dossier WHERE id > $1 ORDER BY id LIMIT $2
