SELECT p.sealed, k.wrapped, e.commitment
FROM dossier_private p
JOIN dossier_key k ON k.dossier = p.dossier
JOIN dossier_event e ON e.dossier = p.dossier AND e.version = p.version
WHERE p.dossier = $1 AND p.version = $2
