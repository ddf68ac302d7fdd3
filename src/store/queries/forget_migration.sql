DELETE FROM store_migration WHERE name = $1
