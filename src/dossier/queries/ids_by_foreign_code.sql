SELECT dossier FROM dossier_foreign_code WHERE code = $1
