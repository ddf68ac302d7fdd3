-- scans: places are counted from the events alone. after this event, most
SELECT a.seq, a.payload_version, a.payload, s.payload_version, s.payload
FROM dossier_event a JOIN dossier_event s ON s.dossier = a.dossier AND s.version = 1
WHERE a.type = 'accepted' AND s.type = 'submitted' AND a.seq > $1 ORDER BY a.seq LIMIT $2
