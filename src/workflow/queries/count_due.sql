-- one agency; now, end of today, end of the next working day; the lanes of the view
-- → running, overdue, due today, due the next day. Results that wait to be handed over have the high orders.
SELECT COUNT(*),
       COALESCE(SUM(CASE WHEN lane_order < $2 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN lane_order >= $2 AND lane_order < $3 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN lane_order >= $3 AND lane_order < $4 THEN 1 ELSE 0 END), 0)
FROM (
  SELECT lane_order FROM dossier_dossier
  WHERE solving_unit = $1 AND lane IN ($5, $6) AND lane_order < 2000000000000000
  UNION ALL
  SELECT lane_order FROM dossier_dossier
  WHERE receiving_unit = $1 AND receiving_unit <> solving_unit AND lane IN ($5, $6) AND lane_order < 2000000000000000) running
