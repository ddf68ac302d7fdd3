SELECT version, code, status, halt, step, holder, given_to, due_at, state FROM dossier_dossier WHERE id = $1
