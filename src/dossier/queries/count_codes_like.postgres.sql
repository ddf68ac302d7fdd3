-- scans: a recount for verify
-- first and last possible code of a series and day: how many dossiers carry one. By bytes: in a language's order
-- of signs, '~' comes before the digits.
SELECT COUNT(*) FROM dossier_dossier WHERE code COLLATE "C" >= $1 AND code COLLATE "C" < $2
