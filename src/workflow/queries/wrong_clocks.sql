-- scans: a recount for verify
SELECT id, told FROM (
  SELECT d.id AS id, 'missing' AS told FROM dossier_dossier d
  WHERE d.status IN (1, 2, 4) AND NOT EXISTS (SELECT 1 FROM workflow_clock c WHERE c.dossier = d.id)
  UNION ALL
  SELECT c.dossier, 'left over' FROM workflow_clock c
  WHERE NOT EXISTS (SELECT 1 FROM dossier_dossier d WHERE d.id = c.dossier AND d.status IN (1, 2, 4))
  UNION ALL
  SELECT c.dossier, 'not what its row says' FROM workflow_clock c JOIN dossier_dossier d ON d.id = c.dossier
  WHERE c.step <> COALESCE(d.step, CASE WHEN d.status = 1 THEN 'acceptance' ELSE '' END) OR COALESCE(c.due_at, -1) <> COALESCE(d.due_at, -1)
     OR COALESCE(c.holder, d.id) <> COALESCE(d.holder, d.id)) compared
ORDER BY id LIMIT 100
