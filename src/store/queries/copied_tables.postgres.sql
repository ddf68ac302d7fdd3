-- What a copy of the whole database needs to know, from the database itself. One row a table: name, columns in order
-- of their names, places of the key's columns among them, and the statements: first page, next page, insert, empty,
-- set the sequence. A stored transaction id belongs to one database alone and stays behind.
WITH
  every AS (
    SELECT CAST(c.relname AS text) AS tab, CAST(a.attname AS text) AS col, a.attidentity <> '' AS is_identity,
           array_position(CAST(i.indkey AS int2[]), a.attnum) AS place,
           row_number() OVER (PARTITION BY c.oid ORDER BY a.attname COLLATE "C") AS n
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                       AND a.atttypid <> CAST('xid8' AS regtype)
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition AND c.relname <> 'store_migration'),
  whole AS (
    SELECT tab, string_agg(col, ', ' ORDER BY n) AS cols, string_agg('$' || n, ', ' ORDER BY n) AS holes,
           max(col) FILTER (WHERE is_identity) AS sequence
    FROM every GROUP BY tab),
  ident AS (
    SELECT tab, string_agg(col, ', ' ORDER BY place) AS cols, string_agg('$' || hole, ', ' ORDER BY place) AS holes,
           string_agg(CAST(n AS text), ', ' ORDER BY place) AS places, count(*) AS size
    FROM (SELECT *, row_number() OVER (PARTITION BY tab ORDER BY place) AS hole FROM every WHERE place IS NOT NULL) k
    GROUP BY tab)
SELECT w.tab, w.cols, i.places,
       'SELECT ' || w.cols || ' FROM ' || w.tab || ' ORDER BY ' || i.cols || ' LIMIT $1',
       'SELECT ' || w.cols || ' FROM ' || w.tab || ' WHERE (' || i.cols || ') > (' || i.holes || ') ORDER BY ' || i.cols
           || ' LIMIT $' || (i.size + 1),
       'INSERT INTO ' || w.tab || ' (' || w.cols || ') OVERRIDING SYSTEM VALUE VALUES (' || w.holes || ')',
       'DELETE FROM ' || w.tab,
       coalesce('SELECT setval(pg_get_serial_sequence(''' || w.tab || ''', ''' || w.sequence || '''), coalesce(max('
           || w.sequence || '), 1), count(*) > 0) FROM ' || w.tab, '')
FROM whole w LEFT JOIN ident i ON i.tab = w.tab
ORDER BY w.tab COLLATE "C"
