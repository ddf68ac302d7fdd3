INSERT INTO dossier_day (day, position, events, first, last, open_from, statement, signature)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
