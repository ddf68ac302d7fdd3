-- Form 07: what an agency accepted, in order of reception.
CREATE INDEX dossier_dossier_by_reception ON dossier_dossier (receiving_unit, received_at, id)
WHERE received_at IS NOT NULL;
