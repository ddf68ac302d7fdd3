-- scans: a recount for verify
SELECT COUNT(*) FROM dossier_event e
WHERE e.seq <= (SELECT frontier FROM dossier_append WHERE id = 1)
  AND NOT EXISTS (SELECT 1 FROM dossier_position p WHERE p.event = e.seq)
