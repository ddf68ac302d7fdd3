INSERT INTO ranking_time (made, view, grain, start, scope, item, channel, minutes, dossiers)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (made, view, grain, start, scope, item, channel, minutes)
DO UPDATE SET dossiers = ranking_time.dossiers + excluded.dossiers
