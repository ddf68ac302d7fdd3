SELECT day, position, open_from, statement FROM dossier_day ORDER BY day DESC LIMIT 1
