-- dossiers of an agency that wait for papers or money
SELECT COUNT(*) FROM dossier_dossier WHERE solving_unit = $1 AND lane = 4 AND status IN (5, 6)
