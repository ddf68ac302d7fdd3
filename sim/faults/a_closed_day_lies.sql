DROP TRIGGER dossier_day_stays;
UPDATE dossier_day SET statement = replace(statement, '"received",', '"received",1') WHERE events > 0;
