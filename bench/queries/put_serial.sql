-- series, day, the last number given on it
INSERT INTO dossier_serial (series, day, last) VALUES ($1, $2, $3)
ON CONFLICT (series, day) DO UPDATE SET last = excluded.last
