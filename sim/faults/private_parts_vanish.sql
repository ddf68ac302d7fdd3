-- Private parts go without anybody having asked for it.
DELETE FROM dossier_private WHERE version = 1;
