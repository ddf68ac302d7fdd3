-- What a copy of the whole database needs to know, from the database itself. One row a table: name, columns in order
-- of their names, places of the key's columns among them, and the statements: first page, next page, insert, empty,
-- set the sequence.
WITH
  every AS (
    SELECT t.name AS tab, c.name AS col, c.pk AS place, row_number() OVER (PARTITION BY t.name ORDER BY c.name) AS n
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'store_migration'),
  whole AS (
    SELECT tab, group_concat(col, ', ') AS cols, group_concat('$' || n, ', ') AS holes
    FROM (SELECT * FROM every ORDER BY tab, n) GROUP BY tab),
  ident AS (
    SELECT tab, group_concat(col, ', ') AS cols, group_concat('$' || place, ', ') AS holes,
           group_concat(n, ', ') AS places, count(*) AS size
    FROM (SELECT * FROM every WHERE place > 0 ORDER BY tab, place) GROUP BY tab)
SELECT w.tab, w.cols, i.places,
       'SELECT ' || w.cols || ' FROM ' || w.tab || ' ORDER BY ' || i.cols || ' LIMIT $1',
       'SELECT ' || w.cols || ' FROM ' || w.tab || ' WHERE (' || i.cols || ') > (' || i.holes || ') ORDER BY ' || i.cols
           || ' LIMIT $' || (i.size + 1),
       'INSERT INTO ' || w.tab || ' (' || w.cols || ') VALUES (' || w.holes || ')',
       'DELETE FROM ' || w.tab,
       ''
FROM whole w LEFT JOIN ident i ON i.tab = w.tab
ORDER BY w.tab
