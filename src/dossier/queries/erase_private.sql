DELETE FROM dossier_private WHERE dossier = $1
