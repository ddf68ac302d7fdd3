-- scans: a recount for verify. making
SELECT DISTINCT view, grain, start FROM ranking_cell WHERE made = $1
UNION SELECT DISTINCT view, grain, start FROM ranking_time WHERE made = $1
