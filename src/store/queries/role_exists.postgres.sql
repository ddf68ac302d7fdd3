SELECT CAST(COUNT(*) AS BIGINT), CAST(current_user = $1 AS INTEGER) FROM pg_roles WHERE rolname = $1
