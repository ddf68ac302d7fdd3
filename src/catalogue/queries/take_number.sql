INSERT INTO catalogue_procedure (code, last_number) VALUES ($1, 1)
ON CONFLICT (code) DO UPDATE SET last_number = catalogue_procedure.last_number + 1
RETURNING last_number
