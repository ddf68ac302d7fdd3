-- after this day, most
SELECT day, position, events, first, last, statement, signature FROM dossier_day WHERE day > $1 ORDER BY day LIMIT $2
