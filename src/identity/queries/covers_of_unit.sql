-- unit, first day: covers of its posts whose last day is not before that
SELECT c.id, c.post, c.by_post, c.kind, c.from_day, c.to_day, c.made_by, c.made_at, c.ended_at
FROM identity_cover c JOIN identity_post p ON p.id = c.post
WHERE p.unit = $1 AND c.to_day >= $2
ORDER BY c.from_day, c.id
