DELETE FROM dossier_lookup WHERE dossier = $1
