SELECT made, rule FROM ranking_state WHERE id = 1
