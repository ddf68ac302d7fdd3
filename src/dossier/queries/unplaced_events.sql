-- frontier, most. The offset keeps PostgreSQL from joining the whole of both tables for a few rows at their end.
SELECT e.seq FROM dossier_event e
WHERE e.seq > $1 AND NOT EXISTS (SELECT 1 FROM dossier_position p WHERE p.event = e.seq LIMIT 1 OFFSET 0)
ORDER BY e.seq LIMIT $2
