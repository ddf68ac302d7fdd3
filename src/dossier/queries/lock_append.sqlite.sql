-- Transactions follow each other and have no numbers.
SELECT 0 FROM dossier_append WHERE id = 1
