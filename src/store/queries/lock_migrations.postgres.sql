-- One migrating process at a time; building an index may take longer than a statement is otherwise allowed.
SELECT pg_advisory_xact_lock(20261101), set_config('statement_timeout', '0', true)
