SELECT CAST(relname AS TEXT) FROM pg_class
WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace) ORDER BY relname
