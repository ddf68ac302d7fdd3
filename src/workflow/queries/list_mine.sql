-- one post; procedure, step, channel (each '' or 0 for any); the place to go on from: order and id. A page of 50.
SELECT page.lane_order, d.id, d.code, d.procedure, d.channel, d.status, d.halt, d.receiving_unit, d.step, d.holder, d.due_at, d.version, d.state,
       p.sealed, k.wrapped
FROM (
  SELECT id, lane_order FROM (
    SELECT * FROM (
      SELECT id, lane_order FROM dossier_dossier
      WHERE holder = $1 AND clock_stopped_since IS NULL AND (lane_order, id) > ($5, $6)
        AND ($2 = '' OR procedure = $2) AND ($3 = '' OR step = $3) AND ($4 = 0 OR channel = $4)
      ORDER BY lane_order, id LIMIT 50) a
    UNION ALL
    SELECT * FROM (
      SELECT id, lane_order FROM dossier_dossier
      WHERE given_to = $1 AND clock_stopped_since IS NULL AND (holder IS NULL OR holder <> $1) AND (lane_order, id) > ($5, $6)
        AND ($2 = '' OR procedure = $2) AND ($3 = '' OR step = $3) AND ($4 = 0 OR channel = $4)
      ORDER BY lane_order, id LIMIT 50) b
  ) found
  ORDER BY lane_order, id LIMIT 50
) page
CROSS JOIN dossier_dossier d  -- so that SQLite begins with the page
LEFT JOIN dossier_private p ON p.dossier = d.id AND p.version = 1
LEFT JOIN dossier_key k ON k.dossier = d.id
WHERE d.id = page.id
ORDER BY page.lane_order, page.id
