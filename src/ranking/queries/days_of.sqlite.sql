-- days, view, scope, item, channel or 0
WITH piece (start) AS MATERIALIZED (SELECT value FROM json_each($1))
SELECT c.start,
  CAST(SUM(c.received) AS BIGINT),
  CAST(SUM(c.taken_over) AS BIGINT),
  CAST(SUM(c.not_accepted) AS BIGINT),
  CAST(SUM(c.early) AS BIGINT),
  CAST(SUM(c.on_time) AS BIGINT),
  CAST(SUM(c.overdue) AS BIGINT),
  CAST(SUM(c.withdrawn) AS BIGINT),
  CAST(SUM(c.stopped) AS BIGINT),
  CAST(SUM(c.handed_over) AS BIGINT),
  CAST(SUM(c.re_appointed) AS BIGINT),
  CAST(SUM(c.ended_re_appointed) AS BIGINT),
  CAST(SUM(CASE WHEN c.channel = 1 THEN c.received ELSE 0 END) AS BIGINT),
  CAST(SUM(CASE WHEN c.channel = 2 THEN c.received ELSE 0 END) AS BIGINT),
  CAST(SUM(CASE WHEN c.channel = 3 THEN c.received ELSE 0 END) AS BIGINT),
  CAST(SUM(c.in_process) AS BIGINT),
  CAST(SUM(c.supplement) AS BIGINT),
  CAST(SUM(c.paused) AS BIGINT),
  CAST(SUM(c.late) AS BIGINT)
FROM piece CROSS JOIN ranking_cell c
WHERE c.made = (SELECT made FROM ranking_state WHERE id = 1) AND c.view = $2 AND c.grain = 1 AND c.start = piece.start
  AND c.scope = $3 AND c.item = $4 AND ($5 = 0 OR c.channel = $5)
GROUP BY c.start ORDER BY c.start
