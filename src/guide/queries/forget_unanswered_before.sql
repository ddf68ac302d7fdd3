-- the month since which somebody must have asked it again
DELETE FROM guide_unanswered WHERE last_month < $1
