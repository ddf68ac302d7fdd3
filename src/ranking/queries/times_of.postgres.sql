-- pieces as [view, grain, start, sign], view asked for, scope, item or '' for any, channel or 0 → not added up: sorting costs
-- more than reading
WITH piece (view, grain, start, sign) AS MATERIALIZED (
  SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), CAST(value->>2 AS BIGINT), CAST(value->>3 AS BIGINT)
  FROM jsonb_array_elements(CAST($1 AS jsonb)) AS list (value))
SELECT CASE WHEN CAST($2 AS BIGINT) = 1 THEN '' ELSE c.item END, c.minutes, piece.sign * c.dossiers
FROM piece CROSS JOIN ranking_time c
WHERE c.made = (SELECT made FROM ranking_state WHERE id = 1) AND c.view = piece.view AND c.grain = piece.grain
  AND c.start = piece.start AND c.scope = $3 AND ($4 = '' OR c.item = $4) AND (c.channel = $5 OR ($5 = 0 AND c.scope > ''))
