SELECT name FROM store_migration ORDER BY name
