-- after this position, most
SELECT p.position, e.dossier, e.version, e.type, e.payload_version, e.payload, e.actor_kind, e.actor, e.helper,
       e.occurred_at, e.recorded_at, e.idempotency_key, e.commitment, e.hash, e.covers
FROM dossier_position p JOIN dossier_event e ON e.seq = p.event
WHERE p.position > $1 ORDER BY p.position LIMIT $2
