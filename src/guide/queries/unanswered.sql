-- most asked first; at most $1
SELECT words, times, last_month FROM guide_unanswered ORDER BY times DESC, words LIMIT $1
