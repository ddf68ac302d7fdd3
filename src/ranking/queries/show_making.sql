-- Another counting that began later and ended sooner is not undone.
UPDATE ranking_state SET made = $1, rule = $2 WHERE id = 1 AND made < $1
