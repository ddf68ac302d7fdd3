-- calls that still stand: the step is in hand, its date has not moved, its holder still has it
SELECT k.dossier, d.code, d.procedure, c.catalogue_version, k.step, k.step_due, k.rung, k.called, k.caller, k.called_at, c.holder, c.given_to
FROM workflow_call k
JOIN workflow_clock c ON c.dossier = k.dossier AND c.step = k.step AND COALESCE(c.step_due, 0) = k.step_due
JOIN dossier_dossier d ON d.id = k.dossier
WHERE k.post = $1 AND k.acknowledged_at IS NULL
  AND (k.called <> 'holder' OR c.holder = k.post OR c.given_to = k.post OR (c.holder IS NULL AND c.given_to IS NULL))
ORDER BY k.called_at DESC LIMIT 100
