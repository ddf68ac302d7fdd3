DELETE FROM identity_failure WHERE last_failed_at < $1
