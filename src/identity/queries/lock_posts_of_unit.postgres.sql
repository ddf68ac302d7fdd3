-- A unit: while one arranges covers of its posts, nobody else does.
SELECT id FROM identity_post WHERE unit = $1 ORDER BY id FOR UPDATE
