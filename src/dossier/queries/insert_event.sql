-- dossier, version, type, payload version, payload, actor kind, actor, helper, occurred, recorded, key, commitment, hash,
-- covers
INSERT INTO dossier_event (dossier, version, type, payload_version, payload, actor_kind, actor, helper, occurred_at,
                           recorded_at, idempotency_key, commitment, hash, covers)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
