UPDATE dossier_dossier
SET version = $2, status = $3, halt = $4, solving_unit = $5, step = $6, holder = $7, given_to = $8, due_at = $9,
    clock_stopped_since = $10, ended_at = $11, handed_over_at = $12, state = $13,
    code = $14, procedure = $15, channel = $16, receiving_unit = $17, submitted_at = $18, received_at = $19
WHERE id = $1
