DELETE FROM ranking_time WHERE made = $1 AND view = $2 AND grain = $3 AND start = $4
