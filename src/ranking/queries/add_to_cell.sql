INSERT INTO ranking_cell (made, view, grain, start, scope, item, channel, received, taken_over, not_accepted, early, on_time,
  overdue, withdrawn, stopped, handed_over, re_appointed, ended_re_appointed, in_process, supplement, paused, late)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
ON CONFLICT (made, view, grain, start, scope, item, channel) DO UPDATE SET
  received = ranking_cell.received + excluded.received, taken_over = ranking_cell.taken_over + excluded.taken_over,
  not_accepted = ranking_cell.not_accepted + excluded.not_accepted, early = ranking_cell.early + excluded.early,
  on_time = ranking_cell.on_time + excluded.on_time, overdue = ranking_cell.overdue + excluded.overdue,
  withdrawn = ranking_cell.withdrawn + excluded.withdrawn, stopped = ranking_cell.stopped + excluded.stopped,
  handed_over = ranking_cell.handed_over + excluded.handed_over,
  re_appointed = ranking_cell.re_appointed + excluded.re_appointed,
  ended_re_appointed = ranking_cell.ended_re_appointed + excluded.ended_re_appointed,
  in_process = ranking_cell.in_process + excluded.in_process, supplement = ranking_cell.supplement + excluded.supplement,
  paused = ranking_cell.paused + excluded.paused, late = ranking_cell.late + excluded.late
