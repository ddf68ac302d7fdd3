INSERT INTO dossier_reader (name, position) VALUES ($1, 0) ON CONFLICT DO NOTHING
