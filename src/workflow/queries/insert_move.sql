INSERT INTO workflow_move (unit, procedure, channel, from_lane, to_lane) VALUES ($1, $2, $3, $4, $5)
