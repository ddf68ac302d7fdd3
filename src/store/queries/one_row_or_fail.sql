-- PostgreSQL only: a statement that changes one row takes the place of SELECT 1, and fails when it changes another number.
WITH changed AS (SELECT 1) SELECT 1 / CAST(count(*) = 1 AS INTEGER) FROM changed
