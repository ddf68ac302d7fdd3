DELETE FROM workflow_clock WHERE dossier = $1
