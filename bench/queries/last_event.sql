SELECT COALESCE(MAX(seq), 0) FROM dossier_event
