-- series, day (YYYY-MM-DD) → the number given, from 1 without a gap: a rolled back command gives it back.
INSERT INTO dossier_serial (series, day, last) VALUES ($1, $2, 1)
ON CONFLICT (series, day) DO UPDATE SET last = dossier_serial.last + 1
RETURNING last
