-- scans: a recount for verify
SELECT COUNT(*) FROM dossier_position p WHERE NOT EXISTS (SELECT 1 FROM dossier_event e WHERE e.seq = p.event)
