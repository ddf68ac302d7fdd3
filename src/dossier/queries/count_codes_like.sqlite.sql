-- first and last possible code of a series and day: how many dossiers carry one
SELECT COUNT(*) FROM dossier_dossier WHERE code >= $1 AND code < $2
