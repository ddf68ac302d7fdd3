-- series, day, how many numbers nobody gets → the last of them
INSERT INTO dossier_serial (series, day, last) VALUES ($1, $2, $3)
ON CONFLICT (series, day) DO UPDATE SET last = dossier_serial.last + $3
RETURNING last
