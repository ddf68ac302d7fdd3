-- PostgreSQL: after event $1 up to event $2, of acts that begin a dossier and of others: acts, events, private parts, mean
-- lengths of payload, private part and state, look-up rows of a dossier.
WITH events AS (
  SELECT e.dossier, e.version, e.payload, e.commitment, e.idempotency_key,
         MIN(e.version) OVER (PARTITION BY e.idempotency_key) = 1 AS begins
  FROM dossier_event AS e WHERE e.seq > $1 AND e.seq <= $2)
SELECT CASE WHEN events.begins THEN 1 ELSE 0 END, COUNT(DISTINCT events.idempotency_key), COUNT(*),
       COUNT(events.commitment), CAST(AVG(LENGTH(events.payload)) AS BIGINT),
       CAST(COALESCE(AVG(LENGTH(p.sealed)), 0) AS BIGINT), CAST(AVG(LENGTH(d.state)) AS BIGINT),
       CAST((SELECT COUNT(*) FROM dossier_lookup AS l
             WHERE l.dossier = (SELECT e.dossier FROM dossier_event AS e WHERE e.seq = $2)) AS BIGINT)
FROM events
JOIN dossier_dossier AS d ON d.id = events.dossier
LEFT JOIN dossier_private AS p ON p.dossier = events.dossier AND p.version = events.version
GROUP BY events.begins
