-- The condition is that of the index, to the letter.
SELECT seq, dossier, recorded_at, payload FROM dossier_event
WHERE type = 'private_erased' AND seq > $1 ORDER BY seq LIMIT $2
