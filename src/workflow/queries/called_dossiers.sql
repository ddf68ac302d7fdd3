-- dossiers about which one post was called and nobody has seen it
SELECT DISTINCT k.dossier
FROM workflow_call k
JOIN workflow_clock c ON c.dossier = k.dossier AND c.step = k.step AND COALESCE(c.step_due, 0) = k.step_due
WHERE k.post = $1 AND k.acknowledged_at IS NULL
  AND (k.called <> 'holder' OR c.holder = k.post OR c.given_to = k.post OR (c.holder IS NULL AND c.given_to IS NULL))
