SELECT code, number, source, valid_from, valid_to, body FROM catalogue_version ORDER BY code, number
