-- one agency; procedure, channel ('' or 0 for any) → dossiers in each lane, exact: tallies and the moves since
SELECT lane, CAST(SUM(dossiers) AS BIGINT) FROM (
  SELECT lane, dossiers FROM workflow_tally
  WHERE unit = $1 AND ($2 = '' OR procedure = $2) AND ($3 = 0 OR channel = $3)
  UNION ALL
  SELECT to_lane, 1 FROM workflow_move
  WHERE unit = $1 AND to_lane <> 0 AND ($2 = '' OR procedure = $2) AND ($3 = 0 OR channel = $3)
  UNION ALL
  SELECT from_lane, -1 FROM workflow_move
  WHERE unit = $1 AND from_lane <> 0 AND ($2 = '' OR procedure = $2) AND ($3 = 0 OR channel = $3)
) counted
GROUP BY lane
