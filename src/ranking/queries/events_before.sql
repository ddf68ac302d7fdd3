-- of one dossier, before this version: the events that count
SELECT 0, e.dossier, e.version, e.type, e.payload_version,
       CASE WHEN e.type IN ('not_accepted', 'supplement_requested', 'payment_requested', 'paused', 'withdrawn', 'stopped',
                            'finished', 'handed_over') THEN '' ELSE e.payload END,
       e.actor_kind, e.actor, e.occurred_at
FROM dossier_event e
WHERE e.dossier = $1 AND e.version < $2
  AND e.type NOT IN ('step_assigned', 'step_taken', 'scan_attached', 'result_attached', 'foreign_code_added', 'private_erased',
                     'extension_proposed')
ORDER BY e.version
