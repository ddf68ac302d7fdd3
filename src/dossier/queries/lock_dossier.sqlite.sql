-- Nobody else writes meanwhile.
SELECT $1
