SELECT 1 FROM dossier_dossier WHERE id = $1 FOR UPDATE
