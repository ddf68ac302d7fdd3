-- frontier, marked, marked transaction, newest event; one writes at a time, so no transaction is ever waited for
SELECT frontier, marked, marked_transaction, COALESCE((SELECT MAX(seq) FROM dossier_event), 0), 0, 0
FROM dossier_append WHERE id = 1
