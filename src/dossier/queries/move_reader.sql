UPDATE dossier_reader SET position = $2 WHERE name = $1
