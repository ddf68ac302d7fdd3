UPDATE dossier_dossier
SET version = $2, code = $3, procedure = $4, channel = $5, status = $6, halt = $7, receiving_unit = $8, solving_unit = $9,
    step = $10, holder = $11, given_to = $12, due_at = $13, submitted_at = $14, received_at = $15,
    clock_stopped_since = $16, ended_at = $17, handed_over_at = $18, state = $19
WHERE id = $1
