-- official, day: posts whose work the official's posts do that day
SELECT p.id, p.official, p.role, p.unit, p.office, p.title, p.valid_from, p.valid_to, c.by_post, c.kind
FROM identity_post b
JOIN identity_cover c ON c.by_post = b.id
JOIN identity_post p ON p.id = c.post
WHERE b.official = $1 AND c.ended_at IS NULL AND c.from_day <= $2 AND c.to_day >= $2
  AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)
  AND b.valid_from <= $2 AND (b.valid_to IS NULL OR b.valid_to >= $2)
ORDER BY c.from_day, c.id
