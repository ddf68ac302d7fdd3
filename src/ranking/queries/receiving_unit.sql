SELECT receiving_unit FROM dossier_dossier WHERE id = $1
