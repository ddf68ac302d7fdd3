-- One appender at a time, should two processes believe to be the one.
SELECT id FROM dossier_append WHERE id = 1 FOR UPDATE
