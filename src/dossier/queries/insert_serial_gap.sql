INSERT INTO dossier_serial_gap (series, day, first, last, reason, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)
