-- The agency stays: SQLite renews an index whose column is in SET, changed or not.
INSERT INTO workflow_clock (dossier, unit, receiving_unit, procedure, catalogue_version, channel, step, holder, given_to, since, step_due, due_at, next_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (dossier) DO UPDATE SET catalogue_version = excluded.catalogue_version, step = excluded.step,
  holder = excluded.holder, given_to = excluded.given_to, since = excluded.since, step_due = excluded.step_due,
  due_at = excluded.due_at, next_at = excluded.next_at
