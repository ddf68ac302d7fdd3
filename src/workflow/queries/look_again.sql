-- a dossier, when to look again, and the step and the time that were seen: an act meanwhile has set its own
UPDATE workflow_clock SET next_at = $2 WHERE dossier = $1 AND step = $3 AND next_at = $4
