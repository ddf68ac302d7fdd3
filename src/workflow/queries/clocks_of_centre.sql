-- what an agency has to solve or has received for another
SELECT dossier, unit, receiving_unit, procedure, catalogue_version, channel, step, holder, given_to, since, step_due, due_at, next_at
FROM workflow_clock WHERE unit = $1
UNION ALL
SELECT dossier, unit, receiving_unit, procedure, catalogue_version, channel, step, holder, given_to, since, step_due, due_at, next_at
FROM workflow_clock WHERE receiving_unit = $1 AND receiving_unit <> unit
