SELECT dossier, unit, receiving_unit, procedure, catalogue_version, channel, step, holder, given_to, since, step_due, due_at, next_at
FROM workflow_clock WHERE dossier = $1
