INSERT INTO identity_official (id, account, display_name, password_hash, must_change, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
