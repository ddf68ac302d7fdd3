-- one post; procedure, step, channel (each '' or 0 for any); the place to go on from: order and id. A page of 50.
SELECT id, state, lane_order FROM dossier_dossier
WHERE (holder = $1 OR given_to = $1) AND clock_stopped_since IS NULL AND (lane_order, id) > ($5, $6)
  AND ($2 = '' OR procedure = $2) AND ($3 = '' OR step = $3) AND ($4 = 0 OR channel = $4)
ORDER BY lane_order, id LIMIT 50
