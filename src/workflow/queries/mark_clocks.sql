-- scans: every running dossier, to be made anew
INSERT INTO workflow_clock (dossier, unit, receiving_unit, procedure, catalogue_version, channel, step, holder, given_to, since, step_due, due_at, next_at)
SELECT id, solving_unit, receiving_unit, procedure, 0, channel, COALESCE(step, CASE WHEN status = 1 THEN 'acceptance' ELSE '' END), holder, given_to, 0, NULL, due_at, 0
FROM dossier_dossier WHERE status IN (1, 2, 4)
