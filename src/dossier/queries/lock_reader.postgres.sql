SELECT position FROM dossier_reader WHERE name = $1 FOR UPDATE
