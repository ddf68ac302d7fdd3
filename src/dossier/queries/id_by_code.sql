SELECT id FROM dossier_dossier WHERE code = $1
