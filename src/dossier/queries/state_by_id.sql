SELECT state FROM dossier_dossier WHERE id = $1
