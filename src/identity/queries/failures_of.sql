SELECT failures, last_failed_at FROM identity_failure WHERE subject = $1
