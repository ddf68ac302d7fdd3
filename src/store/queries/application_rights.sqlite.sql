-- SQLite knows no roles.
SELECT '' WHERE $1 IS NULL
