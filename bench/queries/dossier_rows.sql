SELECT id, version, code, procedure, channel, status, halt, receiving_unit, solving_unit, step, holder, given_to, due_at,
       submitted_at, received_at, clock_stopped_since, ended_at, handed_over_at, state
FROM dossier_dossier
WHERE id IN (SELECT dossier FROM dossier_event WHERE seq > $1 AND seq <= $2)
