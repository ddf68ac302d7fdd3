-- What an agency ended and handed over, and what it has not: the dossiers behind its figures.
CREATE INDEX dossier_dossier_by_end ON dossier_dossier (receiving_unit, ended_at, id);
CREATE INDEX dossier_dossier_by_handing_over ON dossier_dossier (receiving_unit, handed_over_at, id)
WHERE handed_over_at IS NOT NULL;
