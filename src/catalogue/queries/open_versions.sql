SELECT code, number, source, valid_from, checksum FROM catalogue_version WHERE valid_to IS NULL ORDER BY code, number
