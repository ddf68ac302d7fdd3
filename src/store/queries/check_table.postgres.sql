SELECT CASE WHEN query_to_xml(format('SELECT max(octet_length(CAST(t AS TEXT))) FROM %I AS t', CAST($1 AS TEXT)),
                              false, true, '') IS NULL THEN 'empty' ELSE 'ok' END
