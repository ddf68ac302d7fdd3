INSERT INTO store_migration (name, checksum, applied_at)
VALUES ($1, $2, CAST(extract(epoch FROM now()) * 1000 AS BIGINT))
