SELECT id FROM dossier_append WHERE id = 1
