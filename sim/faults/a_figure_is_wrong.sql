UPDATE ranking_cell SET received = received + 1 WHERE view = 1 AND grain = 2 AND scope <> '';
