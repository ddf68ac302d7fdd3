-- one receiving agency; the place to go on from: reception and id; until (not included). A page of 500.
SELECT d.id, d.received_at, d.due_at, d.handed_over_at, d.state, p.sealed, k.wrapped, e.commitment
FROM (
  SELECT id, received_at FROM dossier_dossier
  WHERE receiving_unit = $1 AND (received_at, id) > ($2, $3) AND received_at < $4
  ORDER BY received_at, id LIMIT 500
) page
JOIN dossier_dossier d ON d.id = page.id
LEFT JOIN dossier_private p ON p.dossier = d.id AND p.version = 1
LEFT JOIN dossier_key k ON k.dossier = d.id
LEFT JOIN dossier_event e ON e.dossier = d.id AND e.version = 1
ORDER BY page.received_at, page.id
