-- One holder in this database, until its connection ends.
SELECT CASE WHEN pg_try_advisory_lock(20261102) THEN 1 ELSE 0 END
