-- one agency; procedure, step, channel (each '' or 0 for any); the place to go on from: order and id. A page of 50.
SELECT id, state, lane_order FROM (
  SELECT * FROM (
    SELECT id, lane_order, state FROM dossier_dossier
    WHERE solving_unit = $1 AND lane = 4 AND (lane_order, id) > ($5, $6)
      AND ($2 = '' OR procedure = $2) AND ($3 = '' OR step = $3) AND ($4 = 0 OR channel = $4)
    ORDER BY lane_order, id LIMIT 50) a
  UNION ALL
  SELECT * FROM (
    SELECT id, lane_order, state FROM dossier_dossier
    WHERE receiving_unit = $1 AND lane = 4 AND receiving_unit <> solving_unit AND (lane_order, id) > ($5, $6)
      AND ($2 = '' OR procedure = $2) AND ($3 = '' OR step = $3) AND ($4 = 0 OR channel = $4)
    ORDER BY lane_order, id LIMIT 50) b
) page
ORDER BY lane_order, id LIMIT 50
