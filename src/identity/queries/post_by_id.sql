SELECT p.id, p.official, p.role, p.unit, p.office, p.title, p.valid_from, p.valid_to, o.display_name, o.account
FROM identity_post p JOIN identity_official o ON o.id = p.official WHERE p.id = $1
