-- dossier, idempotency key → its state, its key unless erased, when its last event was recorded, and what the act with that key
-- did, if there was one.
SELECT d.state, k.wrapped, e.recorded_at, a.dossier, a.version, a.digest
FROM dossier_dossier d
JOIN dossier_event e ON e.dossier = d.id AND e.version = d.version
LEFT JOIN dossier_key k ON k.dossier = d.id
LEFT JOIN dossier_act a ON a.idempotency_key = $2
WHERE d.id = $1
