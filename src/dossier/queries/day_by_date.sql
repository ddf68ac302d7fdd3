SELECT day, position, events, first, last, statement, signature FROM dossier_day WHERE day = $1
