UPDATE dossier_key SET wrapped = $2 WHERE dossier = $1
