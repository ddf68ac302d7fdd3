-- The column that lists sort by is not what was promised.
UPDATE dossier_dossier SET due_at = due_at + 86400000 WHERE due_at IS NOT NULL;
