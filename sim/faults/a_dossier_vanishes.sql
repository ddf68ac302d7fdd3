-- One dossier that people were told of is gone.
DELETE FROM dossier_dossier WHERE code = (SELECT min(code) FROM dossier_dossier);
