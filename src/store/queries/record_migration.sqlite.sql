INSERT INTO store_migration (name, checksum, applied_at)
VALUES ($1, $2, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
