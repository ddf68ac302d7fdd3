SELECT series, day, last FROM dossier_serial ORDER BY series, day
