-- Which table refers to which: the second must be filled first.
SELECT t.name, f."table" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
WHERE t.type = 'table' AND f."table" <> t.name
