SELECT name, (SELECT COALESCE(MAX(position), 0) FROM dossier_position) - position FROM dossier_reader ORDER BY name
