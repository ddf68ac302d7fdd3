-- Changes no row when the key was used before.
INSERT INTO dossier_act (idempotency_key, dossier, version, digest) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
