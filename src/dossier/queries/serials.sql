-- scans: a recount for verify. series, day, and how many numbers dossiers must carry: all up to the last but those of the gaps.
SELECT s.series, s.day,
       s.last - COALESCE((SELECT CAST(SUM(g.last - g.first + 1) AS BIGINT) FROM dossier_serial_gap g
                          WHERE g.series = s.series AND g.day = s.day), 0)
FROM dossier_serial s ORDER BY s.series, s.day
