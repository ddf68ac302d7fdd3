-- Columns in the order of the statement that inserts them.
SELECT dossier, version, type, payload_version, payload, actor_kind, actor, helper, occurred_at, recorded_at,
       idempotency_key, commitment, hash, covers
FROM dossier_event WHERE seq > $1 AND seq <= $2 ORDER BY seq
