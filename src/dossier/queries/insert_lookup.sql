INSERT INTO dossier_lookup (kind, digest, dossier) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
