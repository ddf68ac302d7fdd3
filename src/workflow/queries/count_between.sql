-- given to one post while another holds it; otherwise and the answer as in count_mine.sql, the holder last
SELECT COUNT(*),
       COALESCE(SUM(CASE WHEN lane_order < 2000000000000000 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN lane_order < $2 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN lane_order >= $2 AND lane_order < $3 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN lane_order >= $3 AND lane_order < $4 THEN 1 ELSE 0 END), 0)
FROM dossier_dossier
WHERE given_to = $1 AND clock_stopped_since IS NULL AND holder = $8
  AND ($5 = '' OR procedure = $5) AND ($6 = '' OR step = $6) AND ($7 = 0 OR channel = $7)
