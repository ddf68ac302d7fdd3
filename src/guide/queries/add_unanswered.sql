-- words, times, month; new words are refused once $4 different ones are kept
INSERT INTO guide_unanswered (words, times, last_month)
SELECT $1, $2, $3 WHERE (SELECT COUNT(*) FROM guide_unanswered) < $4 OR EXISTS (SELECT 1 FROM guide_unanswered WHERE words = $1)
ON CONFLICT (words) DO UPDATE SET times = guide_unanswered.times + excluded.times, last_month = excluded.last_month
