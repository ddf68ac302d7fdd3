INSERT INTO catalogue_version (code, number, source, valid_from, valid_to, checksum, body, recorded_at)
VALUES ($1, $2, $3, $4, NULL, $5, $6, $7)
