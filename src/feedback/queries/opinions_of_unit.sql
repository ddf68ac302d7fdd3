SELECT m.id, m.unit, m.state, m.version, m.received_at, m.changed_at, o.display_name, m.sealed, m.sealed_note, m.changed_by
FROM feedback_opinion m LEFT JOIN identity_official o ON o.id = m.changed_by
WHERE m.unit = $1 AND m.state = $2 AND m.id < $3 ORDER BY m.id DESC LIMIT $4
