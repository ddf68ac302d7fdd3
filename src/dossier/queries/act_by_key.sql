SELECT dossier, version, digest FROM dossier_act WHERE idempotency_key = $1
