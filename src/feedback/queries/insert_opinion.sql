INSERT INTO feedback_opinion (id, submission, unit, state, version, received_at, sealed) VALUES ($1, $2, $3, 1, 1, $4, $5)
ON CONFLICT (submission) DO NOTHING
