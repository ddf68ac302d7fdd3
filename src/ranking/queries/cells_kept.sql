-- scans: a recount for verify. making, view, grain, start
SELECT c.scope, c.item, c.channel, c.received, c.taken_over, c.not_accepted, c.early, c.on_time, c.overdue, c.withdrawn, c.stopped,
  c.handed_over, c.re_appointed, c.ended_re_appointed, c.in_process, c.supplement, c.paused, c.late
FROM ranking_cell c
WHERE c.made = $1 AND c.view = $2 AND c.grain = $3 AND c.start = $4
