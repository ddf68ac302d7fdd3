SELECT a.position, a.at, a.official, a.post, a.dossier, a.reason, o.display_name
FROM identity_access a JOIN identity_official o ON o.id = a.official
WHERE a.dossier = $1 AND a.position < $2 ORDER BY a.position DESC LIMIT $3
