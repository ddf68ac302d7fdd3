-- Names and numbers are no longer found.
DELETE FROM dossier_lookup;
