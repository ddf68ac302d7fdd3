SELECT dossier, wrapped FROM dossier_key
