INSERT INTO workflow_filter (official, name, view, procedure, step, channel) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (official, name) DO UPDATE SET view = excluded.view, procedure = excluded.procedure, step = excluded.step,
  channel = excluded.channel
