SELECT seq, dossier, version FROM dossier_event
WHERE type IN ('scan_attached', 'result_attached') AND seq > $1 ORDER BY seq LIMIT $2
