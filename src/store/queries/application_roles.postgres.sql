-- The roles that were given the application's rights: they may read which migrations were applied, and are not the owner.
SELECT DISTINCT CAST(r.rolname AS TEXT)
FROM pg_class c
CROSS JOIN LATERAL aclexplode(c.relacl) AS given
JOIN pg_roles r ON r.oid = given.grantee
WHERE c.relname = 'store_migration' AND c.relnamespace = CAST(current_schema() AS regnamespace)
  AND given.grantee <> c.relowner
