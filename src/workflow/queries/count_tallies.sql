-- scans: tallies are counted anew
INSERT INTO workflow_tally (unit, lane, procedure, channel, dossiers)
SELECT unit, lane, procedure, channel, COUNT(*) FROM (
  SELECT solving_unit AS unit, lane, procedure, channel FROM dossier_dossier
  WHERE lane <> 1 OR receiving_unit = solving_unit
  UNION ALL
  SELECT receiving_unit, lane, procedure, channel FROM dossier_dossier WHERE receiving_unit <> solving_unit) counted
GROUP BY unit, lane, procedure, channel
