-- pieces as [grain, start], view, scope, item or '' for any, channel or 0
WITH piece (grain, start) AS MATERIALIZED (
  SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT)
  FROM jsonb_array_elements(CAST($1 AS jsonb)) AS list (value))
SELECT c.item, c.minutes, CAST(SUM(c.dossiers) AS BIGINT)
FROM piece CROSS JOIN ranking_time c
WHERE c.made = (SELECT made FROM ranking_state WHERE id = 1) AND c.grain = piece.grain AND c.start = piece.start
  AND c.view = $2 AND c.scope = $3 AND ($4 = '' OR c.item = $4) AND ($5 = 0 OR c.channel = $5)
GROUP BY c.item, c.minutes ORDER BY c.item, c.minutes
