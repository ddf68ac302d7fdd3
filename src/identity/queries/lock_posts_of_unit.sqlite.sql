SELECT id FROM identity_post WHERE unit = $1 ORDER BY id
