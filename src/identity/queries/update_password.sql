UPDATE identity_official SET password_hash = $2, must_change = $3 WHERE id = $1
