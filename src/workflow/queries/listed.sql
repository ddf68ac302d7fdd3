-- what a row of a list shows, of one dossier
SELECT d.id, d.code, d.procedure, d.channel, d.status, d.halt, d.receiving_unit, d.step, d.holder, d.due_at, d.version, d.state,
       p.sealed, k.wrapped
FROM dossier_dossier d
LEFT JOIN dossier_private p ON p.dossier = d.id AND p.version = 1
LEFT JOIN dossier_key k ON k.dossier = d.id
WHERE d.id = $1
