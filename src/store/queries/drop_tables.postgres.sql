-- Tables and functions of the capabilities whose migrations this database has, and nothing else.
DO $body$
DECLARE
  folders text[] := (SELECT array_agg(DISTINCT split_part(name, '/', 1) || '_') || 'store_'::text FROM store_migration);
  each record;
BEGIN
  FOR each IN SELECT tablename AS name FROM pg_tables
              WHERE schemaname = current_schema() AND split_part(tablename, '_', 1) || '_' = ANY (folders)
  LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', each.name);
  END LOOP;
  FOR each IN SELECT p.oid::regprocedure AS name FROM pg_proc p
              WHERE p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
                AND split_part(p.proname, '_', 1) || '_' = ANY (folders)
  LOOP
    EXECUTE format('DROP FUNCTION %s CASCADE', each.name);
  END LOOP;
END
$body$
