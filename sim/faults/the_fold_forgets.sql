-- The stored state says something else than the events.
UPDATE dossier_dossier SET state = replace(state, '"fee_paid":false', '"fee_paid":true');
