SELECT dossier, version, sealed FROM dossier_private
