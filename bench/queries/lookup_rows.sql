SELECT kind, digest, dossier FROM dossier_lookup
