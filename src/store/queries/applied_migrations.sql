SELECT name, checksum FROM store_migration
