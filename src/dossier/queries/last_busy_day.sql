SELECT day FROM dossier_day WHERE events > 0 ORDER BY day DESC LIMIT 1
