UPDATE ranking_state SET last_made = last_made + 1 WHERE id = 1 RETURNING last_made
