-- scans: the index alone, for who reads the whole province; opinions are few beside dossiers
SELECT state, COUNT(*) FROM feedback_opinion GROUP BY state
