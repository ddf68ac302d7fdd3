SELECT id, sealed, sealed_note FROM feedback_opinion WHERE id > $1 ORDER BY id LIMIT $2
