-- Each day with the last position given when it was closed.
SELECT day, position FROM dossier_day ORDER BY day
