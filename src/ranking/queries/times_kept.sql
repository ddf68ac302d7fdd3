-- scans: a recount for verify. making, view, grain, start
SELECT c.scope, c.item, c.channel, c.minutes, c.dossiers FROM ranking_time c
WHERE c.made = $1 AND c.view = $2 AND c.grain = $3 AND c.start = $4 AND c.dossiers <> 0
