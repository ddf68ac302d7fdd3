INSERT INTO dossier_dossier (id, version, code, procedure, channel, status, halt, receiving_unit, solving_unit, due_at,
                             submitted_at, received_at, ended_at, handed_over_at, state)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
