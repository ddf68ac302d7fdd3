SELECT (SELECT COUNT(*) FROM dossier_private WHERE dossier = $1)
     + (SELECT COUNT(*) FROM dossier_key WHERE dossier = $1)
     + (SELECT COUNT(*) FROM dossier_lookup WHERE dossier = $1)
