INSERT INTO identity_session (digest, official, created_at, last_seen_at, device) VALUES ($1, $2, $3, $3, $4)
