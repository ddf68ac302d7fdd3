INSERT INTO identity_access (at, official, post, dossier, reason) VALUES ($1, $2, $3, $4, $5)
