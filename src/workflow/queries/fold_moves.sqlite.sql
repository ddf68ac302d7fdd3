INSERT INTO workflow_tally (unit, lane, procedure, channel, dossiers)
SELECT unit, lane, procedure, channel, CAST(SUM(change) AS BIGINT) FROM (
  SELECT unit, to_lane AS lane, procedure, channel, 1 AS change FROM workflow_move WHERE to_lane <> 0
  UNION ALL
  SELECT unit, from_lane, procedure, channel, -1 FROM workflow_move WHERE from_lane <> 0) moved
WHERE true
GROUP BY unit, lane, procedure, channel
ON CONFLICT (unit, lane, procedure, channel) DO UPDATE SET dossiers = workflow_tally.dossiers + excluded.dossiers
