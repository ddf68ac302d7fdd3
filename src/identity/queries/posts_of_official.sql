SELECT id, official, role, unit, office, title, valid_from, valid_to
FROM identity_post WHERE official = $1 ORDER BY valid_from, id
