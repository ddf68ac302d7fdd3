-- frontier, marked, marked transaction, newest event, oldest transaction still open, one that is above all that have ended
SELECT frontier, marked, marked_transaction, COALESCE((SELECT MAX(seq) FROM dossier_event), 0),
       CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT),
       CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)
FROM dossier_append WHERE id = 1
