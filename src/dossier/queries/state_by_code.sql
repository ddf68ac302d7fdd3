SELECT state FROM dossier_dossier WHERE code = $1
