-- role, schema of the program's tables is the current one → statements that give the role what serving needs and take the rest.
-- What is only ever added to is listed; every other table, also a new one, may be read and changed. No rights to make, alter,
-- empty or drop a table, so that who takes over the serving program cannot rewrite what happened.
SELECT format('REVOKE ALL ON TABLE %I FROM %I; GRANT %s ON TABLE %I TO %I;', t.tablename, CAST($1 AS TEXT),
              COALESCE(kept.rights, 'SELECT, INSERT, UPDATE, DELETE'), t.tablename, CAST($1 AS TEXT))
FROM pg_tables t
LEFT JOIN (VALUES ('dossier_event', 'SELECT, INSERT'),
                  ('dossier_position', 'SELECT, INSERT'),
                  ('dossier_day', 'SELECT, INSERT'),
                  ('store_migration', 'SELECT')) AS kept (name, rights) ON kept.name = t.tablename
WHERE t.schemaname = current_schema()
UNION ALL
SELECT format('GRANT USAGE ON SCHEMA %I TO %I;', current_schema(), CAST($1 AS TEXT))
