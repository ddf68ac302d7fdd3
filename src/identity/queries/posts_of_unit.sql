SELECT p.id, p.official, p.role, p.unit, p.office, p.title, p.valid_from, p.valid_to, o.display_name, o.account
FROM identity_post p JOIN identity_official o ON o.id = p.official
WHERE (p.unit = $1 OR p.office = $1) AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)
