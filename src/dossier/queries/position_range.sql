-- scans: a recount for verify
SELECT COUNT(*), COALESCE(MIN(position), 1), COALESCE(MAX(position), 0) FROM dossier_position
