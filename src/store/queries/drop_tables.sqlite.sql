-- An unfinished file is removed whole.
SELECT 1
