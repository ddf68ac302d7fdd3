SELECT CAST(has_schema_privilege(current_schema(), 'CREATE') AS INTEGER), CAST(current_user AS TEXT)
