-- frontier, most → the events that got a position
WITH fresh AS (
  SELECT e.seq FROM dossier_event e
  WHERE e.seq > $1 AND NOT EXISTS (SELECT 1 FROM dossier_position p WHERE p.event = e.seq LIMIT 1 OFFSET 0)
  ORDER BY e.seq LIMIT $2)
INSERT INTO dossier_position (position, event)
SELECT COALESCE((SELECT MAX(position) FROM dossier_position), 0) + ROW_NUMBER() OVER (ORDER BY seq), seq
FROM fresh
RETURNING event
