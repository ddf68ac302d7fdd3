DELETE FROM ranking_cell WHERE made = $1 AND view = $2 AND grain = $3 AND start = $4
