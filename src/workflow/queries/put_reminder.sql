INSERT INTO workflow_call (post, dossier, step, step_due, rung, called, caller, called_at)
VALUES ($1, $2, $3, $4, 'asked', 'holder', $5, $6)
ON CONFLICT (post, dossier, step, step_due, rung) DO UPDATE SET caller = excluded.caller, called_at = excluded.called_at,
  acknowledged_at = NULL
