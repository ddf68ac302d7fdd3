-- PostgreSQL's autovacuum does the same within minutes of so many rows.
VACUUM ANALYZE
