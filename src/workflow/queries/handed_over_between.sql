-- an agency, from, until → results it handed over. Closed dossiers are ordered by that, the newest first.
SELECT COUNT(*) FROM (
  SELECT 1 FROM dossier_dossier
  WHERE solving_unit = $1 AND lane = 5 AND status = 10 AND receiving_unit = solving_unit
    AND lane_order <= -CAST($2 AS BIGINT) AND lane_order > -CAST($3 AS BIGINT)
  UNION ALL
  SELECT 1 FROM dossier_dossier
  WHERE receiving_unit = $1 AND lane = 5 AND status = 10 AND receiving_unit <> solving_unit
    AND lane_order <= -CAST($2 AS BIGINT) AND lane_order > -CAST($3 AS BIGINT)) handed
