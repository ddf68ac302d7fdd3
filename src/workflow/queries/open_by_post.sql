-- open dossiers each post of a unit holds or was given
SELECT COALESCE(holder, given_to) AS post, COUNT(*)
FROM dossier_dossier
WHERE solving_unit = $1 AND lane IN (2, 3) AND status IN (2, 4) AND COALESCE(holder, given_to) IS NOT NULL
GROUP BY COALESCE(holder, given_to)
