DROP TRIGGER dossier_day_is_kept;
DELETE FROM dossier_day WHERE day = (SELECT min(day) FROM dossier_day);
