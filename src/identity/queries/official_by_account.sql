SELECT id, account, display_name, must_change, created_at, password_hash
FROM identity_official WHERE account = $1
