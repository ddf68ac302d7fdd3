SELECT idempotency_key, dossier, version, digest FROM dossier_act
WHERE idempotency_key IN (SELECT idempotency_key FROM dossier_event WHERE seq > $1 AND seq <= $2)
