UPDATE workflow_call SET acknowledged_at = $2 WHERE post = $1 AND acknowledged_at IS NULL
