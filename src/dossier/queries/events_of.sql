SELECT version, type, payload_version, payload, actor_kind, actor, helper, occurred_at, recorded_at, idempotency_key,
       commitment, hash, covers
FROM dossier_event WHERE dossier = $1 AND version > $2 ORDER BY version
