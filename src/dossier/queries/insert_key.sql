INSERT INTO dossier_key (dossier, wrapped) VALUES ($1, $2)
