-- A number is given twice as far as the next day knows.
UPDATE dossier_serial SET last = last + 1;
