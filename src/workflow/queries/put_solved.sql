INSERT INTO workflow_solved (unit, procedure, post, dossier, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit, procedure, post, dossier) DO UPDATE SET at = excluded.at
