-- scans: a recount for verify
SELECT unit, lane, procedure, channel, CAST(SUM(told) AS BIGINT), CAST(SUM(counted) AS BIGINT) FROM (
  SELECT unit, lane, procedure, channel, dossiers AS told, 0 AS counted FROM workflow_tally
  UNION ALL
  SELECT unit, to_lane, procedure, channel, 1, 0 FROM workflow_move WHERE to_lane <> 0
  UNION ALL
  SELECT unit, from_lane, procedure, channel, -1, 0 FROM workflow_move WHERE from_lane <> 0
  UNION ALL
  SELECT unit, lane, procedure, channel, 0, COUNT(*) FROM (
  SELECT solving_unit AS unit, lane, procedure, channel FROM dossier_dossier
  WHERE lane <> 1 OR receiving_unit = solving_unit
  UNION ALL
  SELECT receiving_unit, lane, procedure, channel FROM dossier_dossier WHERE receiving_unit <> solving_unit) found
  GROUP BY unit, lane, procedure, channel) compared
GROUP BY unit, lane, procedure, channel
HAVING SUM(told) <> SUM(counted)
ORDER BY unit, lane, procedure, channel LIMIT 100
