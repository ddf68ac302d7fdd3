INSERT INTO dossier_dossier (id, version, status, halt, solving_unit, step, holder, given_to, due_at, clock_stopped_since,
                             ended_at, handed_over_at, state, code, procedure, channel, receiving_unit, submitted_at, received_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
