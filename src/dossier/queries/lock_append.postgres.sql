-- One appender at a time, should two processes believe to be the one → the number of this transaction
SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT) FROM dossier_append WHERE id = 1 FOR UPDATE
