SELECT a.position, a.at, a.official, a.post, a.dossier, a.reason, o.display_name
FROM identity_access a JOIN identity_official o ON o.id = a.official
WHERE a.position < $1 ORDER BY a.position DESC LIMIT $2
