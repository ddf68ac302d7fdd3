-- one receiving agency; from, until (not included) → dossiers accepted
SELECT COUNT(*) FROM dossier_dossier WHERE receiving_unit = $1 AND received_at >= $2 AND received_at < $3
