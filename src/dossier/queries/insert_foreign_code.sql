INSERT INTO dossier_foreign_code (code, dossier, system) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
