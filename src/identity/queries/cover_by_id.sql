SELECT c.id, c.post, c.by_post, c.kind, c.from_day, c.to_day, c.made_by, c.made_at, c.ended_at FROM identity_cover c WHERE c.id = $1
