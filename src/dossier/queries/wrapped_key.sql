SELECT wrapped FROM dossier_key WHERE dossier = $1
