INSERT INTO identity_cover (id, post, by_post, kind, from_day, to_day, made_by, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
