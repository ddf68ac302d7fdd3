-- one post; now, end of today, end of the next working day; procedure, step, channel (each '' or 0 for any)
-- → all, running, overdue, due today, due the next day. Results that wait to be handed over have the high orders.
SELECT COUNT(*),
       COALESCE(SUM(CASE WHEN lane_order < 2000000000000000 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN lane_order < $2 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN lane_order >= $2 AND lane_order < $3 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN lane_order >= $3 AND lane_order < $4 THEN 1 ELSE 0 END), 0)
FROM (
  SELECT lane_order FROM dossier_dossier
  WHERE holder = $1 AND clock_stopped_since IS NULL
    AND ($5 = '' OR procedure = $5) AND ($6 = '' OR step = $6) AND ($7 = 0 OR channel = $7)
  UNION ALL
  SELECT lane_order FROM dossier_dossier
  WHERE given_to = $1 AND clock_stopped_since IS NULL AND (holder IS NULL OR holder <> $1)
    AND ($5 = '' OR procedure = $5) AND ($6 = '' OR step = $6) AND ($7 = 0 OR channel = $7)) mine
