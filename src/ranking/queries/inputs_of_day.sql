SELECT c.scope, c.channel, c.received, c.taken_over, c.not_accepted, c.early, c.on_time, c.overdue, c.withdrawn, c.stopped, c.handed_over,
  c.re_appointed, c.ended_re_appointed
FROM ranking_cell c
WHERE c.made = (SELECT made FROM ranking_state WHERE id = 1) AND c.view = 1 AND c.grain = 1 AND c.start = $1 AND c.scope > ''
ORDER BY c.scope, c.channel
