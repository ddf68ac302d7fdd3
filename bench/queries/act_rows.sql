SELECT idempotency_key, dossier, version, digest FROM dossier_act
