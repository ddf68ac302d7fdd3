-- pieces as [view, grain, start, sign], view asked for, scope, item or '' for any, channel or 0 → not added up: sorting costs
-- more than reading
WITH piece (view, grain, start, sign) AS MATERIALIZED (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]')
  FROM json_each($1))
SELECT CASE WHEN CAST($2 AS BIGINT) = 1 THEN '' ELSE c.item END, c.minutes, piece.sign * c.dossiers
FROM piece CROSS JOIN ranking_time c
WHERE c.made = (SELECT made FROM ranking_state WHERE id = 1) AND c.view = piece.view AND c.grain = piece.grain
  AND c.start = piece.start AND c.scope = $3 AND ($4 = '' OR c.item = $4) AND (c.channel = $5 OR ($5 = 0 AND c.scope > ''))
