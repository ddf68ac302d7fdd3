-- an agency, from, until, the offset of its clock in milliseconds → dossiers whose processing ended, and those in time: by
-- the date (handbook section 5). A result that was handed over ended before that.
SELECT COUNT(*), COALESCE(SUM(CASE WHEN due_at IS NULL OR (ended_at + $4) / 86400000 <= (due_at + $4) / 86400000 THEN 1 ELSE 0 END), 0)
FROM (
  SELECT ended_at, due_at FROM dossier_dossier
  WHERE solving_unit = $1 AND lane = 3 AND lane_order >= 2000000000000000 AND ended_at >= $2 AND ended_at < $3
  UNION ALL
  SELECT ended_at, due_at FROM dossier_dossier
  WHERE solving_unit = $1 AND lane = 5 AND status = 10 AND lane_order <= -CAST($2 AS BIGINT)
    AND ended_at >= $2 AND ended_at < $3) ended
