INSERT INTO dossier_private (dossier, version, sealed) VALUES ($1, $2, $3)
