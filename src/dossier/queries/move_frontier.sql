UPDATE dossier_append SET frontier = $1, marked = $2, marked_transaction = $3 WHERE id = 1
