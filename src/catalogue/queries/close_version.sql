UPDATE catalogue_version SET valid_to = $3 WHERE code = $1 AND number = $2 AND valid_to IS NULL
