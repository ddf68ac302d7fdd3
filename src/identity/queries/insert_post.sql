INSERT INTO identity_post (id, official, role, unit, office, title, valid_from, valid_to)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
