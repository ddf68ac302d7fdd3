-- The post for whose holder, absent or delegating, the actor acted.
ALTER TABLE dossier_event ADD COLUMN covers TEXT;
