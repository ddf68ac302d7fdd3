DELETE FROM identity_session WHERE last_seen_at < $1
