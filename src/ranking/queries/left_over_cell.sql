-- The first day or month of a making that nobody reads any more.
SELECT made, view, grain, start FROM ranking_cell WHERE made < $1 ORDER BY made, view, grain, start LIMIT 1
