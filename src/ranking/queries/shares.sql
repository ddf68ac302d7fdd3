-- grain, start, first and last code → what each unit accepted, and how much of it came online
SELECT c.scope, CAST(SUM(c.received) AS BIGINT), CAST(SUM(CASE WHEN c.channel = 2 THEN c.received ELSE 0 END) AS BIGINT)
FROM ranking_cell c
WHERE c.made = (SELECT made FROM ranking_state WHERE id = 1) AND c.view = 1 AND c.grain = $1 AND c.start = $2
  AND c.scope >= $3 AND c.scope <= $4
GROUP BY c.scope ORDER BY c.scope
