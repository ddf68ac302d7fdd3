-- an agency, an instant → dossiers it solves or has received that were open at some time since
SELECT id FROM dossier_dossier WHERE solving_unit = $1 AND lane IN (1, 2, 3, 4)
UNION ALL
SELECT id FROM dossier_dossier WHERE solving_unit = $1 AND lane = 5 AND lane_order <= -CAST($2 AS BIGINT)
UNION ALL
SELECT id FROM dossier_dossier
WHERE receiving_unit = $1 AND receiving_unit <> solving_unit AND lane IN (1, 2, 3, 4)
UNION ALL
SELECT id FROM dossier_dossier
WHERE receiving_unit = $1 AND receiving_unit <> solving_unit AND lane = 5 AND lane_order <= -CAST($2 AS BIGINT)
