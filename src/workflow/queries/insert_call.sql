INSERT INTO workflow_call (post, dossier, step, step_due, rung, called, called_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (post, dossier, step, step_due, rung) DO NOTHING
