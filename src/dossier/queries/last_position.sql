SELECT COALESCE(MAX(position), 0) FROM dossier_position
