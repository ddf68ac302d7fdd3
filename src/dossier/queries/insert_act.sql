INSERT INTO dossier_act (idempotency_key, dossier, version, digest) VALUES ($1, $2, $3, $4)
