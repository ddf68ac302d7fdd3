-- scans: a recount for verify
SELECT COUNT(*) FROM dossier_event e WHERE NOT EXISTS (SELECT 1 FROM dossier_dossier d WHERE d.id = e.dossier)
