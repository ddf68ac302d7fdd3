INSERT INTO identity_failure (subject, failures, last_failed_at) VALUES ($1, 1, $2)
ON CONFLICT (subject) DO UPDATE SET failures = identity_failure.failures + 1, last_failed_at = excluded.last_failed_at
