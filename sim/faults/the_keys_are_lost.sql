-- What makes a repeat harmless is lost.
DELETE FROM dossier_act;
