SELECT state FROM dossier_dossier ORDER BY id
