-- pieces as [grain, start, inside the period, before it, up to the day judged on], view, first and last scope, item or ''
-- for any, channel or 0
WITH piece (grain, start, inside, before, until) AS MATERIALIZED (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]')
  FROM json_each($1))
SELECT c.scope, c.item,
  CAST(SUM(piece.inside * c.received) AS BIGINT),
  CAST(SUM(piece.inside * c.taken_over) AS BIGINT),
  CAST(SUM(piece.inside * c.not_accepted) AS BIGINT),
  CAST(SUM(piece.inside * c.early) AS BIGINT),
  CAST(SUM(piece.inside * c.on_time) AS BIGINT),
  CAST(SUM(piece.inside * c.overdue) AS BIGINT),
  CAST(SUM(piece.inside * c.withdrawn) AS BIGINT),
  CAST(SUM(piece.inside * c.stopped) AS BIGINT),
  CAST(SUM(piece.inside * c.handed_over) AS BIGINT),
  CAST(SUM(piece.inside * c.re_appointed) AS BIGINT),
  CAST(SUM(piece.inside * c.ended_re_appointed) AS BIGINT),
  CAST(SUM(CASE WHEN c.channel = 1 THEN piece.inside * c.received ELSE 0 END) AS BIGINT),
  CAST(SUM(CASE WHEN c.channel = 2 THEN piece.inside * c.received ELSE 0 END) AS BIGINT),
  CAST(SUM(CASE WHEN c.channel = 3 THEN piece.inside * c.received ELSE 0 END) AS BIGINT),
  CAST(SUM(piece.before * (c.in_process + c.supplement + c.paused)) AS BIGINT),
  CAST(SUM(piece.until * c.in_process) AS BIGINT),
  CAST(SUM(piece.until * c.supplement) AS BIGINT),
  CAST(SUM(piece.until * c.paused) AS BIGINT),
  CAST(SUM(piece.until * c.late) AS BIGINT),
  CAST(SUM(piece.until * (c.early + c.on_time + c.overdue - c.handed_over)) AS BIGINT)
FROM piece CROSS JOIN ranking_cell c
WHERE c.made = (SELECT made FROM ranking_state WHERE id = 1) AND c.view = $2 AND c.grain = piece.grain AND c.start = piece.start
  AND c.scope >= $3 AND c.scope <= $4 AND ($5 = '' OR c.item = $5) AND ($6 = 0 OR c.channel = $6)
GROUP BY c.scope, c.item ORDER BY c.scope, c.item
