-- after this position, up to that one: the events that count
SELECT p.position, e.dossier, e.version, e.type, e.payload_version,
       CASE WHEN e.type IN ('not_accepted', 'supplement_requested', 'payment_requested', 'paused', 'withdrawn', 'stopped',
                            'finished', 'handed_over') THEN '' ELSE e.payload END,
       e.actor_kind, e.actor, e.occurred_at
FROM dossier_position p JOIN dossier_event e ON e.seq = p.event
WHERE p.position > $1 AND p.position <= $2
  AND e.type NOT IN ('step_assigned', 'step_taken', 'scan_attached', 'result_attached', 'foreign_code_added', 'private_erased',
                     'extension_proposed')
ORDER BY p.position
