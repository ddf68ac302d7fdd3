-- pieces as [grain, start], view, scope, item or '' for any, channel or 0
WITH piece (grain, start) AS MATERIALIZED (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]')
  FROM json_each($1))
SELECT c.item, c.minutes, CAST(SUM(c.dossiers) AS BIGINT)
FROM piece CROSS JOIN ranking_time c
WHERE c.made = (SELECT made FROM ranking_state WHERE id = 1) AND c.grain = piece.grain AND c.start = piece.start
  AND c.view = $2 AND c.scope = $3 AND ($4 = '' OR c.item = $4) AND ($5 = 0 OR c.channel = $5)
GROUP BY c.item, c.minutes ORDER BY c.item, c.minutes
